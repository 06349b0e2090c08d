namespace IrqModel.Firmware;

/// <summary>A fact of a machine that several inputs may say, with the machines that prompts before it name.</summary>
internal sealed class SaidFact
{
    private readonly List<(string Text, string? Machine, (string Source, int Line)? Place)> _said = [];

    /// <summary>What was said last; null where nothing was.</summary>
    public string? Last => _said.Count == 0 ? null : _said[^1].Text;

    /// <summary>All that was said.</summary>
    public IEnumerable<string> All => _said.Select(each => each.Text);

    /// <summary>All that was said, and the machines that prompts name of which it was said.</summary>
    public IEnumerable<(string Text, string? Machine)> Said => _said.Select(each => (each.Text, each.Machine));

    /// <summary>The machines that prompts name of which it was said.</summary>
    public IEnumerable<string> Machines => _said.Select(each => each.Machine).OfType<string>();

    /// <summary>Adds what was said of a machine, or of one that nothing names.</summary>
    /// <param name="text">What was said.</param>
    /// <param name="machine">The machine that a prompt names, or null.</param>
    /// <param name="place">Where it was said; null where it follows from more than a line.</param>
    public void Add(string? text, string? machine, (string Source, int Line)? place)
    {
        if (text is not null)
            _said.Add((text, machine, place));
    }

    /// <summary>Forgets what fits.</summary>
    /// <returns>The lines in which it was said.</returns>
    public IReadOnlyList<int?> RemoveWhere(Predicate<(string Text, string? Machine, (string Source, int Line)? Place)> isWrong)
    {
        int?[] lines = [.. _said.Where(each => isWrong(each)).Select(each => each.Place?.Line)];
        _said.RemoveAll(isWrong);
        return lines;
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => _said.Clear();

    /// <summary>Keeps what is of one machine.</summary>
    public void Keep(string machine) => _said.RemoveAll(each => each.Machine != machine);
}
