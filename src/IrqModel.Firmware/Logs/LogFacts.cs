using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>What one boot of a kernel log says, gathered line by line.</summary>
internal sealed partial class LogFacts(int firstLine)
{
    private readonly ImmutableArray<LogStatement>.Builder _statements = ImmutableArray.CreateBuilder<LogStatement>();
    private readonly List<LogUnit> _units = [];
    private readonly Dictionary<string, int> _unitIndex = [];
    private readonly List<(LogFault Fault, LogStanding Standing)> _faults = [];
    private readonly List<(LogUnhandledInterrupt Interrupt, LogStanding Standing)> _unhandled = [];
    private readonly List<(LogState State, string? Mode, LogStatement Said, LogStanding Standing)> _states = [];
    private readonly List<(LogFirmwareBug Bug, LogStanding Standing)> _bugs = [];
    private readonly List<(LogVendor Vendor, LogStanding Standing)> _vendors = [];
    private readonly List<(LogInterruptSource Source, LogStanding Standing)> _sources = [];
    private readonly DeviceNames _names = new();
    private LogStanding _standing;

    // Which interrupt's handlers follow: they come after a trace of calls, which may be long.
    private int? _lastUncared;
    private bool _isInHandlers;

    public int FirstLine { get; } = firstLine;

    public int LastLine { get; set; } = firstLine;

    public string? KernelVersion { get; set; }

    public bool StartsAtBoot { get; set; }

    public string? CommandLine { get; private set; }

    public string? Machine { get; private set; }

    public string? Processor { get; private set; }

    public bool IsXen { get; set; }

    private bool EndsInRestart { get; set; }

    private string? Hypervisor { get; set; }

    /// <summary>Whether a line says of the machine what cannot be of the one so far: in the middle of a log it is another one's.</summary>
    public bool IsOfOtherMachine(string text, bool isBroken)
    {
        if (Machine is not { } known)
            return false;
        return text.StartsWith("DMI: ", StringComparison.Ordinal) ? ModelIn(text[5..]) != ModelIn(known)
            : isBroken && text.StartsWith("Hypervisor detected: ", StringComparison.Ordinal) && HypervisorNames.OfMachine(known) is null;
    }

    // The firmware's version may change between two boots.
    private static string ModelIn(string machine) => machine.Split(", BIOS ")[0].Trim();

    /// <summary>The system, where it is neither Linux nor Xen.</summary>
    public string? System { get; private set; }

    private LogState DmaRemapping { get; set; }

    public int Suppressed { get; private set; }

    /// <summary>The faults whose standing does not let them count.</summary>
    public IEnumerable<(LogFault Fault, LogStanding Standing)> FaultsWhere(Func<LogStanding, bool> isNotOfMachine) =>
        _faults.Where(fault => isNotOfMachine(fault.Standing));

    /// <summary>The interrupts that nobody handled whose standing does not let them count.</summary>
    public IEnumerable<(LogUnhandledInterrupt Interrupt, LogStanding Standing)> UnhandledWhere(Func<LogStanding, bool> isNotOfMachine) =>
        _unhandled.Where(each => isNotOfMachine(each.Standing));

    /// <summary>Reads the text of a message; false if nothing in it matters.</summary>
    public bool Read(string text, int line, LogStanding standing)
    {
        _standing = standing;
        EndsInRestart = Restart().IsMatch(text);
        _names.Note(text);
        if (ReadFault(text, line) || ReadUnhandled(text, line))
            return true;
        bool isBug = FirmwareBugText.Read(text, line) is { } bug && Take(bug);
        // Most of a log is about other things: one expression tells that, in place of a dozen.
        bool isRead = isBug | (Topic().IsMatch(text) && ReadUnit(text, line) | ReadState(text, line));
        if (text[0] is 'K' or 'C' && BootCommandLine().Match(text) is { Success: true } command)
            CommandLine ??= command.Groups[1].Value.Trim();
        else if (text.StartsWith("DMI: ", StringComparison.Ordinal))
            Machine ??= text[5..].Trim();
        else if (text[0] == 's' && BootProcessor().Match(text) is { Success: true } processor)
            Processor ??= processor.Groups[1].Value.Trim();
        else if (text[0] == 'L' && BuiltFor().Match(text) is { Success: true } built)
            Processor ??= built.Groups[1].Value;
        else if (text.StartsWith("CPU: ", StringComparison.Ordinal) && Trap().Match(text) is { Success: true } trap)
            KernelVersion ??= trap.Groups[1].Value;
        else if (text[0] is 'H' or 'X' or 'B' or 's' or 'D' or 'h' && ReadHypervisor(text))
            return true;
        else if (text.Contains(" suppressed", StringComparison.Ordinal) && Left().Match(text) is { Success: true } left)
            Suppressed += Math.Min(Numbers.Int(left.Groups[1]) ?? 0, 1_000_000_000 - Suppressed);
        else
            return isRead;
        return true;
    }

    private bool ReadHypervisor(string text)
    {
        bool isXen = Xen().IsMatch(text);
        IsXen |= isXen;
        if (HypervisorNames.In(text) is { } name)
            Hypervisor ??= name;
        else if (!isXen)
            return false;
        return true;
    }

    /// <summary>What the log says.</summary>
    /// <param name="source">The input.</param>
    /// <param name="counts">Whether a line of some standing is the machine's.</param>
    /// <param name="hosts">The machines that prefixes or the prompt name.</param>
    /// <param name="functions">The lines about functions.</param>
    public KernelLog Build(
        string source, Func<LogStanding, bool> counts, ImmutableArray<string> hosts, ImmutableArray<LogFunction> functions) => new()
        {
            Source = source,
            Hosts = hosts,
            FirstLine = FirstLine,
            LastLine = LastLine,
            KernelVersion = KernelVersion,
            CommandLine = CommandLine,
            Machine = Machine,
            Vendor = _vendors.FirstOrDefault(said => counts(said.Standing)).Vendor,
            IsXen = IsXen,
            System = System,
            Hypervisor = Hypervisor,
            InterruptRemapping = _states.LastOrDefault(said => counts(said.Standing)).State,
            RemappingStatement = _states.LastOrDefault(said => counts(said.Standing)).Said,
            FirmwareBugs = [.. _bugs.Where(said => counts(said.Standing)).Select(said => said.Bug)],
            RemappingMode = _states.LastOrDefault(said => said.Mode is not null && counts(said.Standing)).Mode,
            DmaRemapping = DmaRemapping,
            Statements = _statements.ToImmutable(),
            Units = [.. _units],
            InterruptSources = [.. _sources.Where(said => counts(said.Standing)).Select(said => said.Source)],
            Functions = functions,
            Faults = [.. _faults.Where(fault => counts(fault.Standing)).Select(fault => fault.Fault)],
            Unhandled = [.. UnhandledOf(counts, functions)],
            SuppressedMessages = Suppressed,
            StartsAtBoot = StartsAtBoot,
            EndsInRestart = EndsInRestart,
        };

    private bool ReadFault(string text, int line)
    {
        if (EsxiText.MayBe(text) && EsxiText.Read(text, line) is { } esxi)
        {
            _faults.Add((esxi, _standing));
            System = EsxiText.System;
            if (esxi.Vendor != LogVendor.NotShown)
                Take(esxi.Vendor);
            return true;
        }
        if (!FaultText.MayBe(text))
            return false;
        if (FaultText.Intel(text, line) is { } intel)
        {
            _faults.Add((intel, _standing));
            Take(LogVendor.Intel);
            return true;
        }
        if (FaultText.Amd(text, line) is not { } amd)
            return false;
        _faults.Add((amd, _standing));
        Take(LogVendor.Amd);
        return true;
    }

    private bool ReadUnhandled(string text, int line)
    {
        if (UnhandledText.Read(text, line) is { } interrupt)
        {
            _unhandled.Add((_names.Resolve(interrupt), _standing));
            _lastUncared = interrupt.Kind == LogUnhandledKind.NobodyCared ? _unhandled.Count - 1 : null;
            _isInHandlers = false;
            return true;
        }
        if (_lastUncared is not { } at)
            return false;
        if (_isInHandlers && UnhandledText.HandlerIn(text) is { } handler)
        {
            (LogUnhandledInterrupt uncared, LogStanding standing) = _unhandled[at];
            _unhandled[at] = (uncared with { Handlers = uncared.Handlers.Add(handler) }, standing);
            return true;
        }
        _isInHandlers = UnhandledText.StartsHandlers(text);
        return _isInHandlers;
    }

    // A driver that speaks without a name of its device: of a log that has one function with it, that one.
    private IEnumerable<LogUnhandledInterrupt> UnhandledOf(Func<LogStanding, bool> counts, ImmutableArray<LogFunction> functions)
    {
        var only = new Dictionary<string, Bdf?>(StringComparer.Ordinal);
        if (_unhandled.Count > 0)
        {
            foreach (LogFunction line in functions)
                only[line.Driver] = only.TryGetValue(line.Driver, out Bdf? other) && other != line.Address ? null : line.Address;
        }
        foreach ((LogUnhandledInterrupt interrupt, LogStanding standing) in _unhandled)
        {
            if (!counts(standing))
                continue;
            LogUnhandledInterrupt named = _names.Resolve(interrupt);
            // The only function of a driver is not meant if it is another device.
            // NVIDIA's resource manager speaks for the driver nvidia.
            string? driver = named.Driver == "NVRM" ? "nvidia" : named.Driver;
            bool isFree = named.Function is null && driver is not null && only.GetValueOrDefault(driver) is { } one && !named.OtherDevices.Contains(one);
            yield return isFree ? named with { Function = only[driver!] } : named;
        }
    }

    // A word of each expression that ReadUnit and ReadState use.
    [GeneratedRegex(
        "DRHD|reg_base_addr|IOAPIC|AMD-Vi|AMD IOMMU|remapping|DMAR|IOMMU|PCI-DMA|x2apic|iommu|INTR-REMAP|Queued inv|smmu|SMMU|vfio|vmd|IVRS|IORT"
        + "|MSI|pci=nomsi|posted|PowerNV|pSeries|GICv3|ITS|riscv|plic|SBI|Loongson",
        RegexOptions.IgnoreCase)]
    private static partial Regex Topic();

    // The last words of a kernel: of kexec, of a restart, of one that goes off.
    [GeneratedRegex(@"^(?:kexec(?:_core)?: )?Starting new kernel|^(?:reboot: )?(?:Restarting system|machine restart|Power down|System halted)")]
    private static partial Regex Restart();

    [GeneratedRegex(@"^(?:Kernel command|Command) line: (.*)$")]
    private static partial Regex BootCommandLine();

    // The heading of a warning or an oops names the kernel that runs.
    [GeneratedRegex(@"^CPU: [0-9]+ (?:UID: [0-9]+ )?PID: [0-9]+ Comm: .* (?:Not tainted|Tainted: [A-Z ]+) ([0-9]+\.[0-9]+[\w.+~-]*) #")]
    private static partial Regex Trap();

    [GeneratedRegex("^(?:Hypervisor detected: Xen|Xen version [0-9]|Booting (?:paravirtualized|kernel) .*\\bon Xen|Xen version: )")]
    private static partial Regex Xen();

    [GeneratedRegex(@"^smpboot: CPU0: (.+?)(?: \(|$)")]
    private static partial Regex BootProcessor();

    // A compiler for another processor than that of a PC says so in its name: "(riscv64-linux-gnu-gcc (GCC) 14.2.0, ...". That of x86 says nothing.
    [GeneratedRegex(@"^Linux version .*?[( ](aarch64|riscv64|loongarch64|ppc64(?:le)?)-[a-z0-9]+-[\w-]*gcc\b")]
    private static partial Regex BuiltFor();

    [GeneratedRegex(@"\b([0-9]{1,9}) (?:callbacks|messages|output lines) suppressed")]
    private static partial Regex Left();
}
