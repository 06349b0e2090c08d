namespace IrqModel.Firmware;

/// <summary>The lines of a text that are of one boot of one machine, as far as their prefixes and the marks between them tell.</summary>
internal sealed class LogSection
{
    private readonly string _source;
    private readonly string? _promptHost;
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);

    public LogSection(string source, PciRuns runs, int firstLine)
    {
        _source = source;
        _promptHost = runs.Host;
        Facts = new LogFacts(firstLine);
        Functions = new LogFunctions(source, runs);
    }

    public LogFacts Facts { get; }

    public LogFunctions Functions { get; }

    /// <summary>The name that tells its machine from others, or null.</summary>
    public string? Name { get; set; }

    /// <summary>What the heading before it says.</summary>
    public MachineSide Side { get; init; }

    /// <summary>The machine of its last line that names one.</summary>
    public string? LastHost { get; private set; }

    /// <summary>Whether something else stands in the middle of it: a command, or words of a person.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Notes the machine that a line names.</summary>
    public void Take(TextLine line)
    {
        if (line.Host is not { } host)
            return;
        _hosts.Add(host);
        LastHost = host;
        Name ??= MachineName.Of(host);
    }

    /// <summary>What it says.</summary>
    /// <param name="counts">Whether a line of some standing is the machine's.</param>
    public KernelLog Build(Func<LogStanding, bool> counts) => Facts.Build(
        _source, counts, [.. _hosts.DefaultIfEmpty(_promptHost ?? "").Where(host => host.Length > 0)], Functions.Lines.ToImmutable()) with
    {
        Side = Side,
    };
}
