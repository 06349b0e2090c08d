using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>Gathers what the readers find. Whatever is added brings its own problems along, so that none can be lost.</summary>
internal sealed partial class EvidenceBuilder
{
    private readonly ImmutableArray<EvidencePart>.Builder _parts = ImmutableArray.CreateBuilder<EvidencePart>();
    private readonly ImmutableArray<EvidenceProblem>.Builder _problems = ImmutableArray.CreateBuilder<EvidenceProblem>();
    private readonly ImmutableArray<PciListing>.Builder _listings = ImmutableArray.CreateBuilder<PciListing>();
    private readonly ImmutableArray<AcpiTable>.Builder _tables = ImmutableArray.CreateBuilder<AcpiTable>();
    private readonly ImmutableArray<KernelLog>.Builder _logs = ImmutableArray.CreateBuilder<KernelLog>();
    private readonly ImmutableArray<ConfiguredCommandLine>.Builder _configured = ImmutableArray.CreateBuilder<ConfiguredCommandLine>();
    private readonly ImmutableArray<OtherLog>.Builder _otherLogs = ImmutableArray.CreateBuilder<OtherLog>();
    private readonly ImmutableArray<FaultMention>.Builder _mentions = ImmutableArray.CreateBuilder<FaultMention>();
    private readonly ImmutableArray<UnhandledMention>.Builder _unhandled = ImmutableArray.CreateBuilder<UnhandledMention>();
    private readonly ImmutableArray<InterruptTable>.Builder _interrupts = ImmutableArray.CreateBuilder<InterruptTable>();
    private readonly ImmutableArray<IommuGroup>.Builder _groups = ImmutableArray.CreateBuilder<IommuGroup>();
    private readonly ImmutableArray<IrqDetail>.Builder _details = ImmutableArray.CreateBuilder<IrqDetail>();
    private readonly ImmutableArray<string>.Builder _domains = ImmutableArray.CreateBuilder<string>();
    private readonly ImmutableArray<RemappingEntry>.Builder _entries = ImmutableArray.CreateBuilder<RemappingEntry>();
    private readonly SortedSet<string> _tableNames = new(StringComparer.Ordinal);
    private readonly SaidFact _versions = new();
    private readonly SaidFact _commandLines = new();
    private readonly SaidFact _systems = new();
    private readonly SaidFact _hypervisors = new();
    private readonly SaidFact _containers = new();
    private readonly SaidFact _machines = new();
    private readonly SaidFact _processors = new();
    private readonly ImmutableArray<LeftOutMachine>.Builder _leftOut = ImmutableArray.CreateBuilder<LeftOutMachine>();
    private string? _whyNobodys;
    private readonly ImmutableArray<KernelMention>.Builder _kernels = ImmutableArray.CreateBuilder<KernelMention>();
    private readonly ImmutableArray<SkippedText>.Builder _skipped = ImmutableArray.CreateBuilder<SkippedText>();
    private readonly ImmutableArray<IommuUnit>.Builder _units = ImmutableArray.CreateBuilder<IommuUnit>();

    /// <summary>How many inputs the one that is read is inside of, e.g. 1 for a file of an archive.</summary>
    public int Depth { get; set; }

    /// <summary>What the input that is read may still cost.</summary>
    public DecodeBudget Budget { get; set; } = new(DecodeLimits.PackedBytes);

    /// <summary>The line that is being read; null between texts.</summary>
    public (string Source, int Line)? LineRead { get; set; }

    /// <summary>Which machines prompts name.</summary>
    public PromptHosts Prompts { get; } = new();

    /// <summary>What headings say of hosts and guests.</summary>
    public MachineHeadings Headings { get; } = new();

    /// <summary>The kernel version from a part that is not a log.</summary>
    public string? KernelVersion
    {
        get => _versions.Last;
        set => _versions.Add(value, Prompts.Current, LineRead);
    }

    /// <summary>The command line from a part that is not a log.</summary>
    public string? CommandLine
    {
        get => _commandLines.Last;
        set => _commandLines.Add(value, Prompts.Current, LineRead);
    }

    /// <summary>The operating system, where it is not Linux.</summary>
    public string? OtherSystem
    {
        get => _systems.Last;
        set => _systems.Add(value, Prompts.Current, LineRead);
    }

    /// <summary>The hypervisor, from a part that is not a log.</summary>
    public string? Hypervisor
    {
        get => _hypervisors.Last;
        set => _hypervisors.Add(value, Prompts.Current, LineRead);
    }

    /// <summary>The kind of container, where one is told.</summary>
    public string? Container
    {
        get => _containers.Last;
        set => _containers.Add(value, Prompts.Current, LineRead);
    }

    /// <summary>The maker's name of the machine.</summary>
    public string? Machine => _machines.Last;

    /// <summary>The processor.</summary>
    public string? Processor
    {
        get => _processors.Last;
        set => _processors.Add(value, Prompts.Current, LineRead);
    }

    /// <summary>Records the maker's name of the machine.</summary>
    public void AddMachine(string name, string source, int? line) =>
        _machines.Add(name, Prompts.Of(source, line), line is { } at ? (source, at) : null);

    /// <summary>Records what a part of an input is.</summary>
    public void Add(EvidencePart part) => _parts.Add(part);

    /// <summary>Records a problem.</summary>
    public void Add(EvidenceProblem problem) => _problems.Add(problem);

    /// <summary>Records an input that cannot be read at all.</summary>
    public void Add(FirmwareFormatException error) => _problems.Add(
        new EvidenceProblem(error.FileName, EvidenceSeverity.Error, $"{error.Found}; expected {error.Expected}")
        {
            Line = error.Line,
            Offset = error.Offset,
        });

    /// <summary>Adds a listing with the problems of its functions.</summary>
    public void Add(PciListing listing)
    {
        _listings.Add(listing);
        foreach (PciDeviceInfo function in listing.Functions)
        {
            foreach (PciProblem problem in function.Problems)
            {
                _problems.Add(new EvidenceProblem(listing.Source, EvidenceSeverity.Warning, problem.Message)
                {
                    Line = problem.Line ?? function.Line,
                    Offset = problem.Offset,
                    Function = function.Address,
                });
            }
        }
    }

    /// <summary>Adds a table with its problems.</summary>
    public void Add(AcpiTable table)
    {
        _tables.Add(table);
        _problems.AddRange(table.Problems);
    }

    /// <summary>Adds a kernel log.</summary>
    public void Add(KernelLog log) => _logs.Add(log);

    /// <summary>Adds a command line of a configuration.</summary>
    public void Add(ConfiguredCommandLine configured) => _configured.Add(configured);

    /// <summary>Adds a log of an earlier boot or of another machine.</summary>
    public void Add(OtherLog log) => _otherLogs.Add(log);

    /// <summary>Adds a refused request of which a text speaks.</summary>
    public void Add(FaultMention mention) => _mentions.Add(mention);

    /// <summary>Adds an interrupt that nobody handled and of which a text speaks.</summary>
    public void Add(UnhandledMention mention) => _unhandled.Add(mention);

    /// <summary>Adds a kernel of which a sentence says that it runs.</summary>
    public void Add(KernelMention mention) => _kernels.Add(mention);

    /// <summary>Adds a table of interrupts.</summary>
    public void Add(InterruptTable table) => _interrupts.Add(table);

    /// <summary>Adds an IOMMU group.</summary>
    public void Add(IommuGroup group) => _groups.Add(group);

    /// <summary>Adds an interrupt of debugfs.</summary>
    public void Add(IrqDetail detail) => _details.Add(detail);

    /// <summary>Adds the name of an interrupt domain.</summary>
    public void AddDomain(string name) => _domains.Add(name);

    /// <summary>Adds the name of an ACPI table that is there and not given.</summary>
    public void AddTableName(string name) => _tableNames.Add(name);

    /// <summary>Adds an interrupt remapping entry.</summary>
    public void Add(RemappingEntry entry) => _entries.Add(entry);

    /// <summary>Adds an IOMMU that sysfs or debugfs shows.</summary>
    public void Add(IommuUnit unit) => _units.Add(unit);

    /// <summary>Records lines that no reader knows.</summary>
    public void Add(SkippedText skipped) => _skipped.Add(skipped);

    /// <summary>Everything that was added.</summary>
    public Evidence Build()
    {
        PciListing[] listings = [.. _listings];
        (string Text, string? Machine)[] said = [.. _versions.Said];
        LeaveOutForeignLogs();
        LeaveOutOtherMachines();
        LeaveOutWhatHeadingsSay();
        LeaveOutWhatIsBehindOthers();
        LeaveOutOtherNames();
        LeaveOutOtherModel();
        ImmutableArray<string> versions = KernelVersions();
        return Build(versions, KernelVersion ?? _logs.LastOrDefault(log => log.KernelVersion is not null)?.KernelVersion
            ?? versions.LastOrDefault()) with
        {
            OtherLogs = OtherLogsOf(listings, said),
        };
    }

    /// <summary>
    /// Leaves out the log of a text that says in a sentence that another kernel runs, and nothing else of the inputs says that the log's
    /// does: somebody quotes the log of another machine, or an old one.
    /// </summary>
    private void LeaveOutForeignLogs()
    {
        for (int at = _logs.Count - 1; at >= 0; at--)
        {
            KernelLog log = _logs[at];
            string[] running = [.. _kernels.Where(kernel => kernel.Source == log.Source).Select(kernel => kernel.Version).Distinct()];
            if (log.KernelVersion is not { } version || running is not [var other] || IsSame(version, other)
                || _versions.All.Any(said => IsSame(said, version)))
                continue;
            KernelMention mention = _kernels.First(kernel => kernel.Source == log.Source);
            string because = $"the log is of {version}, and line {mention.Line} says that {other} runs";
            foreach (LogFault fault in log.Faults)
                _mentions.Add(new FaultMention(log.Source, fault, because));
            foreach (LogUnhandledInterrupt unhandled in log.Unhandled)
                _unhandled.Add(new UnhandledMention(log.Source, unhandled, because));
            _problems.Add(new EvidenceProblem(
                log.Source, EvidenceSeverity.Warning,
                $"{because}: the log is taken for that of another machine or of an earlier kernel, and left out. If it is this machine's, give it alone")
            {
                Line = log.FirstLine,
            });
            RemoveLog(at);
        }
    }

    private static bool IsSame(string version, string mention) => version == mention
        || (version.StartsWith(mention, StringComparison.Ordinal) && version[mention.Length] is '.' or '-' or '+');

    private static void RemoveWhere<T>(ImmutableArray<T>.Builder items, Predicate<T> isWrong)
    {
        for (int at = items.Count - 1; at >= 0; at--)
        {
            if (isWrong(items[at]))
                items.RemoveAt(at);
        }
    }

    /// <summary>The versions that the inputs say; where none does, those in the names of the files that were booted.</summary>
    private ImmutableArray<string> KernelVersions()
    {
        ImmutableArray<string> said = [.. _versions.All.Concat(_logs.Select(log => log.KernelVersion).OfType<string>()).Distinct()];
        return said.IsEmpty
            ? [.. _logs.Select(log => log.CommandLine).Append(CommandLine).Select(BootImage.VersionIn).OfType<string>().Distinct()]
            : said;
    }

    private Evidence Build(ImmutableArray<string> versions, string? version) => new()
    {
        Parts = PartsWithMachines(),
        Skipped = _skipped.ToImmutable(),
        Problems = _problems.ToImmutable(),
        Listings = _listings.ToImmutable(),
        Tables = _tables.ToImmutable(),
        Logs = _logs.ToImmutable(),
        LeftOutMachines = _leftOut.ToImmutable(),
        NamedMachines = [.. NamedMachines()],
        WhyNobodys = _whyNobodys,
        MentionedFaults = _mentions.ToImmutable(),
        MentionedUnhandled = _unhandled.ToImmutable(),
        Interrupts = _interrupts.ToImmutable(),
        IommuGroups = _groups.ToImmutable(),
        IrqDetails = _details.ToImmutable(),
        IrqDomains = _domains.ToImmutable(),
        RemappingEntries = _entries.ToImmutable(),
        IommuUnits = _units.ToImmutable(),
        TableNames = [.. _tableNames],
        KernelVersion = version,
        KernelVersions = versions,
        MentionedKernels = _kernels.ToImmutable(),
        CommandLine = CommandLine ?? _logs.LastOrDefault(log => log.CommandLine is not null)?.CommandLine,
        ConfiguredCommandLines = _configured.ToImmutable(),
        Processor = Processor,
        Machine = Machine,
        Hypervisor = Hypervisor ?? _logs.LastOrDefault(log => log.Hypervisor is not null)?.Hypervisor,
        Container = Container,
        OtherSystem = OtherSystem ?? (_listings.Any(listing => listing.Form == ListingForm.Pciconf) ? "FreeBSD" : null),
    };
}
