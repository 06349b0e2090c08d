namespace IrqModel.Firmware;

/// <summary>A log that a mail quotes and that is of another machine or kernel than the writer's own. Nothing of it is the machine's.</summary>
/// <param name="facts">What it says.</param>
/// <param name="host">The machine that its lines name, or null.</param>
internal sealed class ForeignLog(LogFacts facts, string? host)
{
    private string? _host = host;

    /// <summary>Reads a line of it.</summary>
    public void Read(TextLine line)
    {
        facts.LastLine = line.Number;
        _host ??= line.Host;
        facts.Read(line.Body, line.Number, new LogStanding(HasStamp: true, IsOutput: false, null, line.QuoteDepth));
    }

    /// <summary>Adds what it says as what somebody mentions, and that it was left out.</summary>
    /// <param name="source">The input.</param>
    /// <param name="ownHosts">The machines that the writer's own log names.</param>
    /// <param name="evidence">Takes it.</param>
    public void AddTo(string source, IReadOnlySet<string> ownHosts, EvidenceBuilder evidence)
    {
        string whose = MachineName.Of(_host) is { } name && !ownHosts.Any(own => MachineName.Of(own) == name) ? $"another machine, {name}" : "another kernel or machine";
        string because = $"it is in a quoted log of {whose}";
        foreach ((LogFault fault, _) in facts.FaultsWhere(_ => true))
            evidence.Add(new FaultMention(source, fault, because));
        foreach ((LogUnhandledInterrupt unhandled, _) in facts.UnhandledWhere(_ => true))
            evidence.Add(new UnhandledMention(source, unhandled, because));
        evidence.Add(new EvidenceProblem(
            source, EvidenceSeverity.Warning, $"a quoted log is of {whose}: left out; the one that is not quoted is read")
        {
            Line = facts.FirstLine,
        });
    }
}
