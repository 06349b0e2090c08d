namespace IrqAnalyzers.Solver;

/// <summary>
/// Case splits within one block. Where a call can return in several ways the block is executed once for each. The choices are a script that is replayed
/// and advanced until all combinations have been taken.
/// </summary>
internal sealed class Choices
{
    private const int MaximumForks = 3;

    private readonly int forks;

    private List<(int Chosen, int Of)> script = new();
    private int position;

    public Choices(bool areTakenTogether) => forks = areTakenTogether ? 0 : MaximumForks;

    /// <summary>How many choices this execution of the block has made so far.</summary>
    public int Made => position;

    public void Restart()
    {
        script.Clear();
        position = 0;
    }

    /// <summary>Sets the script aside while other blocks are solved.</summary>
    public (List<(int Chosen, int Of)> Script, int Position) Suspend()
    {
        var suspended = (script, position);
        script = new();
        position = 0;
        return suspended;
    }

    public void Resume((List<(int Chosen, int Of)> Script, int Position) suspended) => (script, position) = suspended;

    /// <summary>The choice to make here; -1 if there have been too many, so that all cases are joined.</summary>
    public int Choose(int of)
    {
        if (of == 1) return 0;
        if (position < script.Count) return script[position++].Chosen;
        if (script.Count >= forks) return -1;
        script.Add((0, of));
        position++;
        return 0;
    }

    /// <summary>Advances to the next script; tells whether there is one.</summary>
    public bool Advance()
    {
        position = 0;
        while (script.Count > 0)
        {
            var (chosen, of) = script[script.Count - 1];
            script.RemoveAt(script.Count - 1);
            if (chosen + 1 >= of) continue;
            script.Add((chosen + 1, of));
            return true;
        }

        return false;
    }
}
