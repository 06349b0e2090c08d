namespace IrqAnalyzers.Parity.Checking;

/// <summary>What came of one program.</summary>
internal sealed class Findings
{
    /// <summary>What the analyzers say, and of what they are sure.</summary>
    public Dictionary<string, bool> Reported { get; } = new(StringComparer.Ordinal);

    /// <summary>What some run showed.</summary>
    public HashSet<string> Shown { get; } = new(StringComparer.Ordinal);

    public int Runs { get; set; }

    /// <summary>Whether there are more runs than were made.</summary>
    public bool IsCapped { get; set; }

    /// <summary>Whether the analyzers gave up on a part of the program.</summary>
    public bool IsIncomplete { get; set; }

    /// <summary>The run that failed, which none should.</summary>
    public string? Failure { get; set; }

    /// <summary>What some run showed and the analyzers did not report, though they did not say that they gave up (IRQ9001).</summary>
    public IEnumerable<string> Misses => IsIncomplete ? [] : Unreported;

    /// <summary>What some run showed and the analyzers did not report.</summary>
    public IEnumerable<string> Unreported => Shown.Where(key => !Reported.ContainsKey(key) && !IsOfAnother(key)).Order(StringComparer.Ordinal);

    /// <summary>What the analyzers are sure of and no run showed.</summary>
    public IEnumerable<string> FalseDefinites =>
        Reported.Where(finding => finding.Value && !Shown.Contains(finding.Key)).Select(finding => finding.Key).Order(StringComparer.Ordinal);

    public IEnumerable<string> Possibles => Reported.Where(finding => !finding.Value).Select(finding => finding.Key);

    /// <summary>What a driver that is handed an undecided function does: not the driver's doing, and not to be seen in it.</summary>
    public int Arrivals => Shown.Count(key => !Reported.ContainsKey(key) && IsOfAnother(key));

    /// <summary>Whether it is what a driver does that is handed an undecided function, or what the scenario does, after boot, to a PF left undecided.</summary>
    public static bool IsOfAnother(string key) =>
        key.Contains($"|{nameof(Machines)}.cs:", StringComparison.Ordinal)
        || key.Contains("|PciFunction.AllocateVectors|", StringComparison.Ordinal)
        && (key.Contains(".Driver.cs:", StringComparison.Ordinal) || key.Contains("|PciDriver.cs:", StringComparison.Ordinal));
}
