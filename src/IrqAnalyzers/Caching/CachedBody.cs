using IrqAnalyzers.Program;
using IrqAnalyzers.Rules;

namespace IrqAnalyzers.Caching;

/// <summary>What the analysis of a body gave, and what it was found from. Pure data.</summary>
internal sealed class CachedBody
{
    public CachedBody(Fingerprint content, (BodyKey Body, Fingerprint Content)[] callees, CachedFinding[] findings, string[] incomplete, bool describes)
    {
        Content = content;
        Callees = callees;
        Findings = findings;
        Incomplete = incomplete;
        Describes = describes;
    }

    public Fingerprint Content { get; }

    /// <summary>The bodies that were looked into, near and far.</summary>
    public (BodyKey Body, Fingerprint Content)[] Callees { get; }

    public CachedFinding[] Findings { get; }

    /// <summary>Why passes gave up, if any did.</summary>
    public string[] Incomplete { get; }

    /// <summary>Whether it describes a machine, of which nothing is kept.</summary>
    public bool Describes { get; }
}

/// <summary>A report and where it goes.</summary>
internal sealed class CachedFinding
{
    public CachedFinding(Report report, Place location, Place[] additional, Place origin, int line)
    {
        Report = report;
        Location = location;
        Additional = additional;
        Origin = origin;
        Line = line;
    }

    public Report Report { get; }

    public Place Location { get; }

    /// <summary>The places that explain it.</summary>
    public Place[] Additional { get; }

    /// <summary>Where the operation itself is.</summary>
    public Place Origin { get; }

    /// <summary>The line in the report's key, counted from where the operation's body starts.</summary>
    public int Line { get; }
}
