using System.Globalization;
using IrqModel.Contracts;
using IrqModel.Engine;

namespace IrqAnalyzers.Parity.Checking;

/// <summary>What came of one program.</summary>
internal sealed class Findings
{
    // Most runs show what others have shown: these spare their texts.
    private readonly HashSet<FindingKey> shown = [];
    private readonly HashSet<FindingKey> shownElsewhere = [];
    private readonly HashSet<FindingKey> explained = [];
    private readonly HashSet<FindingKey> harmless = [];

    /// <summary>What the analyzers say, and of what they are sure.</summary>
    public Dictionary<string, bool> Reported { get; } = new(StringComparer.Ordinal);

    /// <summary>What some run showed.</summary>
    public HashSet<string> Shown { get; } = new(StringComparer.Ordinal);

    /// <summary>What only runs showed on a machine or a host of another kind, by its name.</summary>
    public Dictionary<string, string> ShownElsewhere { get; } = new(StringComparer.Ordinal);

    /// <summary>What some run broke only because of something that it showed before.</summary>
    public HashSet<string> Explained { get; } = new(StringComparer.Ordinal);

    /// <summary>What some run broke where it did not matter.</summary>
    public HashSet<string> Harmless { get; } = new(StringComparer.Ordinal);

    /// <summary>The lines where some run called an operation of the program's own.</summary>
    public HashSet<int> Reached { get; } = [];

    public int Runs { get; set; }

    /// <summary>Whether there are more runs than were made.</summary>
    public bool IsCapped { get; set; }

    /// <summary>Whether the analyzers gave up on a part of the program.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>The run that failed, which none should.</summary>
    public string? Failure { get; set; }

    // What a notifier leaves to the host, and the host to the notifier: neither shows it alone where both decide for some functions.
    private readonly HashSet<string> leftToOthers = new(StringComparer.Ordinal);

    /// <summary>Takes in what a run showed.</summary>
    /// <param name="result">What came of the run.</param>
    /// <param name="elsewhere">The name of the machine or host, if it is not a usual one.</param>
    public void Add(RunResult result, string? elsewhere)
    {
        foreach (var finding in result.Findings)
        {
            if (!(elsewhere is null ? shown : shownElsewhere).Add(finding.Key)) continue;
            var key = finding.Key.ToString();
            if (finding.Assuming == Assumption.NobodyDecides) leftToOthers.Add(key);
            if (elsewhere is null) Shown.Add(key);
            else if (!Shown.Contains(key) && !IsOfOtherHost(key)) ShownElsewhere.Add(key, elsewhere);
        }

        foreach (var finding in result.Consequences)
        {
            if (explained.Add(finding.Key)) Explained.Add(finding.Key.ToString());
        }

        foreach (var key in result.Harmless)
        {
            if (harmless.Add(key)) Harmless.Add(key.ToString());
        }
    }

    /// <summary>What some run showed and the analyzers did not report, though they did not say that they gave up (IRQ9001).</summary>
    public IEnumerable<string> Misses => IsIncomplete ? [] : Unreported;

    /// <summary>What some run showed and the analyzers did not report.</summary>
    public IEnumerable<string> Unreported => Shown.Concat(ShownElsewhere.Keys).Where(key => !Reported.ContainsKey(key) && !IsOfAnother(key) && !leftToOthers.Contains(key)).Order(StringComparer.Ordinal);

    /// <summary>What the analyzers are sure of and no run showed.</summary>
    public IEnumerable<string> FalseDefinites =>
        Reported.Where(finding => finding.Value && !Shown.Contains(finding.Key) && !IsDead(finding.Key)).Select(finding => finding.Key).Order(StringComparer.Ordinal);

    /// <summary>What the analyzers are sure of in code that no run came to: of a rule of the program's own, whose operations say where they are called.</summary>
    public IEnumerable<string> Dead => Reported.Where(finding => finding.Value && IsDead(finding.Key)).Select(static finding => finding.Key);

    // An argument that is a constant leaves code dead that would be wrong if it ran.
    private bool IsDead(string key) => key.StartsWith("IRQU", StringComparison.Ordinal) && !Reached.Contains(LineOf(key));

    private static int LineOf(string key) => int.Parse(key.Split('|')[2].Split(':')[1], CultureInfo.InvariantCulture);

    public IEnumerable<string> Possibles => Reported.Where(finding => !finding.Value).Select(finding => finding.Key);

    /// <summary>What the analyzers call possible and no run showed, nor broke as a consequence.</summary>
    public IEnumerable<string> Unshown => Possibles.Where(IsUnshown);

    /// <summary>Whether no run showed something, nor broke it as a consequence.</summary>
    public bool IsUnshown(string key) => !Shown.Contains(key) && !ShownElsewhere.ContainsKey(key) && !Explained.Contains(key);

    /// <summary>What a driver that is handed an undecided function does: not the driver's doing, and not to be seen in it.</summary>
    public int Arrivals => Shown.Count(key => !Reported.ContainsKey(key) && IsOfAnother(key));

    // What is done around a program is not its doing.
    private static bool IsOfOtherHost(string key) =>
        key.Contains($"|{nameof(OtherHost)}.cs:", StringComparison.Ordinal) || key.Contains("|Host.cs:", StringComparison.Ordinal)
        || key.Contains($"|{nameof(GivesDomains)}.cs:", StringComparison.Ordinal)
        || key.Contains($"|{nameof(EnablesVfs)}.cs:", StringComparison.Ordinal) || key.Contains($"|{nameof(FailsToAdd)}.cs:", StringComparison.Ordinal);

    /// <summary>Whether it is what a driver does that is handed an undecided function, or what the scenario does, after boot, to a PF left undecided.</summary>
    public static bool IsOfAnother(string key) =>
        key.Contains($"|{nameof(Machines)}.cs:", StringComparison.Ordinal)
        || (key.Contains("|PciDriver.Probe|", StringComparison.Ordinal) && !key.StartsWith("IRQ1009", StringComparison.Ordinal))
        || (key.Contains("|PciFunction.AllocateVectors|", StringComparison.Ordinal) && key.Contains(".Driver.cs:", StringComparison.Ordinal));
}
