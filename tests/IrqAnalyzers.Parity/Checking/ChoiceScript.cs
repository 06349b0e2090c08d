namespace IrqAnalyzers.Parity.Checking;

/// <summary>
/// Answers the questions of one run, and finds the next run to make: depth first, by re-execution. Boot has a script of its own; every
/// function that is added follows the same second script from its start, because what is found about one does not depend on another.
/// </summary>
internal sealed class ChoiceScript
{
    private const int Longest = 40;

    private readonly List<(int Chosen, int Of)> boot = [];
    private readonly List<(int Chosen, int Of)> function = [];
    private int bootPosition;
    private int functionPosition;
    private bool inFunction;
    private Random? random;
    private int bias;

    /// <summary>The lines where runs called operations of the program's own, for functions of each kind: 1 for VFs, 2 for PFs, 3 where that makes no difference.</summary>
    public Dictionary<int, int> Reached { get; } = [];

    /// <summary>The program has come to a line.</summary>
    public void Reach(int line, int kinds) => Reached[line] = Reached.GetValueOrDefault(line) | kinds;

    /// <summary>A script that goes on from run to run.</summary>
    public ChoiceScript()
    {
    }

    /// <summary>A script with given answers, each for one place of the run; 0 where there is none.</summary>
    public ChoiceScript(Answers answers)
    {
        boot.AddRange(answers.Boot.Select(static answer => (answer, int.MaxValue)));
        function.AddRange(answers.Function.Select(static answer => (answer, int.MaxValue)));
    }

    /// <summary>The answers of the last run.</summary>
    public Answers Given => new([.. boot.Select(static answer => answer.Chosen)], [.. function.Select(static answer => answer.Chosen)]);

    /// <summary>Starts a run.</summary>
    public void Start()
    {
        bootPosition = 0;
        inFunction = false;
        bias = random?.Next(1, 4) ?? 0;
    }

    /// <summary>From now on every run is a random one.</summary>
    public void Randomize(int seed) => random = new(seed);

    /// <summary>The host starts to deal with another function.</summary>
    public void Begin()
    {
        inFunction = true;
        functionPosition = 0;
    }

    /// <summary>The host goes on with its boot.</summary>
    public void End() => inFunction = false;

    public int Choose(int of)
    {
        if (inFunction) return Choose(function, ref functionPosition, of);
        return Choose(boot, ref bootPosition, of);
    }

    /// <summary>Goes on to the next run; tells whether there is one.</summary>
    public bool Advance()
    {
        if (Advance(function)) return true;
        return Advance(boot);
    }

    private int Choose(List<(int Chosen, int Of)> script, ref int position, int of)
    {
        if (random is not null)
        {
            // Some runs mostly say no, some mostly yes: where many must agree, fair answers seldom do.
            if (position++ >= Longest) return 0;
            return of == 2 ? (random.Next(4) < bias ? 1 : 0) : random.Next(of);
        }

        if (position >= Longest) return 0;
        if (position == script.Count) script.Add((0, of));
        else if (script[position].Of < of) script[position] = (script[position].Chosen, of);
        return script[position++].Chosen % of;
    }

    private static bool Advance(List<(int Chosen, int Of)> script)
    {
        while (script.Count > 0)
        {
            var (chosen, of) = script[^1];
            script.RemoveAt(script.Count - 1);
            if (chosen + 1 >= of) continue;
            script.Add((chosen + 1, of));
            return true;
        }

        return false;
    }
}
