using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>A kernel log: every line with a kernel's stamp, and lines without one whose words only a kernel says.</summary>
internal sealed partial class KernelLogReader(string source, EvidenceBuilder evidence, PciRuns runs) : TextReaderPart
{
    private readonly SortedDictionary<int, (HashSet<Bdf> Functions, int Line)> _groups = [];
    private LogFacts? _log;
    private PciRun? _run;
    private readonly List<LogFault> _sentences = [];
    private readonly List<LogUnhandledInterrupt> _sentencesOfUnhandled = [];
    private readonly HashSet<int> _stampedDepths = [];
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _foreignDepths = [];
    private ForeignLog? _foreign;
    private int? _depth;
    private string? _lastHost;
    private (TextLine Line, LogStanding Standing)? _open;
    private int _openLines;
    private LogBlock? _block;
    private string? _promptHost;
    private bool _isAfterProse;
    private bool _isOutput;

    public override bool TryRead(TextLine line)
    {
        string text = line.Body;
        if (_open is { } open && FaultText.Continues(text, line.IsKernelLog))
        {
            Join(open.Line with { Text = $"{open.Line.Body} {text}" }, open.Standing, line.Number);
            return true;
        }
        Close();
        bool mayBeFault = FaultText.MayBe(text);
        bool isFault = mayBeFault && FaultText.IsLine(text);
        bool mayBeUnhandled = UnhandledText.MayBe(text);
        bool isKernels = (line.IsKernelLog && !line.IsLooseLog) || isFault || (mayBeUnhandled && UnhandledText.IsLine(text))
            || (MayHaveKernelWords(text) && KernelWords().IsMatch(text)) || (line.IsLooseLog && IsAmongKernels(line));
        if (!isKernels)
            return (mayBeFault || mayBeUnhandled) && TryReadSentence(text, line.Number);
        if (line.IsKernelLog && IsOfAnother(line))
        {
            (_foreign ??= new ForeignLog(new LogFacts(line.Number), line.Host)).Read(line);
            return true;
        }
        _log ??= new LogFacts(line.Number);
        _promptHost ??= runs.Host;
        _log.LastLine = line.Number;
        _log.IsXen |= line.IsXen;
        if (line.IsKernelLog)
        {
            _stampedDepths.Add(line.QuoteDepth);
            (_isAfterProse, _block) = (false, null);
        }
        else
        {
            (_block ??= new LogBlock(_isAfterProse)).Lines++;
        }
        if (line.Host is { } host)
            _hosts.Add(host);
        string? hostBefore = _lastHost;
        _lastHost = line.Host ?? _lastHost;
        var standing = new LogStanding(line.IsKernelLog, _isOutput, _block);
        if (isFault && FaultText.IsOpen(text))
            (_open, _openLines) = ((line with { Text = text }, standing), 0);
        else
            ReadMessage(text, line, standing, hostBefore);
        return true;
    }

    /// <summary>
    /// Whether a line is in a mail of another depth than the log so far, and names another machine or kernel: of the two the one that is
    /// quoted less is the writer's own.
    /// </summary>
    private bool IsOfAnother(TextLine line)
    {
        if (_foreignDepths.Contains(line.QuoteDepth))
            return true;
        if (_log is null || _depth is not { } depth)
        {
            _depth = line.QuoteDepth;
            return false;
        }
        if (line.QuoteDepth == depth || !IsConflict(line))
            return false;
        if (line.QuoteDepth > depth)
        {
            _foreignDepths.Add(line.QuoteDepth);
            return true;
        }
        _foreignDepths.Add(depth);
        _foreign = new ForeignLog(_log, _lastHost);
        (_log, _depth, _lastHost, _promptHost) = (null, line.QuoteDepth, null, null);
        _hosts.Clear();
        _stampedDepths.Clear();
        _groups.Clear();
        if (_run is not null)
            runs.Drop(_run);
        _run = null;
        return false;
    }

    private bool IsConflict(TextLine line) =>
        (MachineName.Of(line.Host) is { } name && _hosts.Select(MachineName.Of).OfType<string>().ToArray() is { Length: > 0 } names
            && !names.Contains(name))
        || (_log!.KernelVersion is { } known && BootVersion().Match(line.Body) is { Success: true } said && said.Groups[1].Value != known);

    /// <summary>Whether a line with a loose stamp is a kernel's: the line before was, or it says what matters here.</summary>
    private bool IsAmongKernels(TextLine line) => _log?.LastLine == line.Number - 1
        || new LogFacts(line.Number).Read(line.Body, line.Number, default);

    public override void Command(int number, string command)
    {
        _isOutput = PrintsLog().IsMatch(command);
        (_isAfterProse, _block) = (false, null);
    }

    public override void Foreign(int number) => _block = null;

    public override void Unknown(TextLine line)
    {
        const int Enough = 200;
        string body = line.Body;
        // After one line of prose a second one says nothing new.
        if ((_isAfterProse && !_isOutput) || line.IsKernelLog || IsCounted(line)
            || !Prose().IsMatch(body.Length > Enough ? body[..Enough] : body))
            return;
        _isAfterProse = true;
        _isOutput = false;
    }

    /// <summary>Whether a line has a count of <c>uniq -c</c> before it.</summary>
    private static bool IsCounted(TextLine line) => line.IsIndented && LineContent.Digits(line.Body, 0) is > 0 and var digits
        && digits < line.Body.Length && line.Body[digits] == ' ';

    /// <summary>A sentence that has a fault in it: somebody speaks of one.</summary>
    private bool TryReadSentence(string text, int line)
    {
        if ((FaultText.Intel(text, line) ?? FaultText.Amd(text, line)) is { } fault)
            _sentences.Add(fault);
        else if (UnhandledText.Read(text, line) is { } unhandled)
            _sentencesOfUnhandled.Add(unhandled);
        else
            return false;
        (_isAfterProse, _isOutput, _block) = (true, false, null);
        return true;
    }

    private void Join(TextLine joined, LogStanding standing, int line)
    {
        const int MostLines = 3;
        _log!.LastLine = line;
        _open = (joined, standing);
        if (!FaultText.IsOpen(joined.Text) || ++_openLines == MostLines)
            Close();
    }

    /// <summary>Reads a fault of which nothing more follows.</summary>
    private void Close()
    {
        if (_open is { } open)
            ReadMessage(open.Line.Text, open.Line, open.Standing, _lastHost);
        _open = null;
    }

    private void ReadMessage(string text, TextLine line, LogStanding standing, string? hostBefore)
    {
        if (text.StartsWith("Linux version ", StringComparison.Ordinal) && BootVersion().Match(text) is { Success: true } version)
            ReadVersion(version.Groups[1].Value, line, standing, hostBefore);
        if (MayBeFunction(text) && FunctionLine().Match(text) is { Success: true } match
            && Bdf.TryParse(match.Groups["address"].Value, null, out Bdf address))
            ReadFunction(new LogFunction(address, line.Number, match.Groups["driver"].Value, match.Groups["text"].Value));
        else if (text.StartsWith("iommu: ", StringComparison.Ordinal) && OldGroup().Match(text) is { Success: true } group
            && Bdf.TryParse(group.Groups[1].Value, null, out Bdf member))
            AddToGroup(Numbers.Int(group.Groups[2]), member, line.Number);
        _log!.Read(text, line.Number, standing);
    }

    // "cat /proc/version" prints the line as well, and that is no boot.
    private void ReadVersion(string version, TextLine line, LogStanding standing, string? hostBefore)
    {
        if (standing.HasStamp || _stampedDepths.Count == 0)
            StartBoot(version, line, hostBefore);
        else
            evidence.KernelVersion = version;
    }

    // A look that costs little: the first letter, and the colon that follows the name of a driver and the address of a function.
    private static bool MayHaveKernelWords(string text)
    {
        const int LongestStart = 48;
        return text[0] is 'D' or 'A' or 'I' or 'L' or 'H' or 'B' or 'K' or 'C' or 'V' or 'P' || text is ['[', '<', ..]
            || (char.IsAsciiLetterLower(text[0]) && (text.AsSpan(0, Math.Min(LongestStart, text.Length)).Contains(':')
                || text.StartsWith("arm-smmu", StringComparison.Ordinal) || text.StartsWith("vfio_", StringComparison.Ordinal)));
    }

    // A name, a space, a segment of four digits or more and a colon.
    private static bool MayBeFunction(string text)
    {
        const int ShortestSegment = 4;
        const int LongestSegment = 8;
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        int colon = space < 0 ? -1 : text.IndexOf(':', space, Math.Min(LongestSegment + 2, text.Length - space));
        return colon > space + ShortestSegment;
    }

    /// <summary>Why a line is not taken for the machine's; null where it is.</summary>
    private string? WhyNotOfMachine(LogStanding standing) =>
        _stampedDepths.Count > 1 && _hosts.Count != 1 ? "logs of several mails are quoted, and which of them is this machine's is not shown"
        : standing.HasStamp || standing.IsOutput ? null
        : _stampedDepths.Count > 0 ? "it has no time stamp, and the lines of the log have one"
        : standing.Block?.MayBeExample == true ? "somebody's words lead to it, and it has no time stamp"
        : null;

    public override void End()
    {
        Close();
        const string InSentence = "it stands in a sentence";
        foreach (LogFault fault in _sentences)
            evidence.Add(new FaultMention(source, fault, InSentence));
        foreach (LogUnhandledInterrupt unhandled in _sentencesOfUnhandled)
            evidence.Add(new UnhandledMention(source, unhandled, InSentence));
        _foreign?.AddTo(source, _hosts, evidence);
        if (_log is null)
            return;
        foreach ((LogFault fault, LogStanding standing) in _log.FaultsWhere(standing => WhyNotOfMachine(standing) is not null))
            evidence.Add(new FaultMention(source, fault, WhyNotOfMachine(standing)!));
        foreach ((LogUnhandledInterrupt unhandled, LogStanding standing) in _log.UnhandledWhere(
            standing => WhyNotOfMachine(standing) is not null))
            evidence.Add(new UnhandledMention(source, unhandled, WhyNotOfMachine(standing)!));
        KernelLog log = _log.Build(source, standing => WhyNotOfMachine(standing) is null,
            [.. _hosts.DefaultIfEmpty(_promptHost ?? "").Where(host => host.Length > 0)]);
        evidence.Add(log);
        evidence.Processor ??= _log.Processor;
        evidence.Add(new EvidencePart(
            source,
            EvidenceKind.KernelLog,
            $"a {(log.IsXen ? "log of Xen" : "kernel log")}{(log.KernelVersion is { } version ? " of " + version : "")}, "
            + Numbers.Count(log.Faults.Length, "fault")
            + (log.Unhandled.IsEmpty ? "" : $", {Numbers.Count(log.Unhandled.Length, "line")} about interrupts that nobody handled"))
        {
            FirstLine = log.FirstLine,
            LastLine = log.LastLine,
        });
        foreach ((int number, (HashSet<Bdf> functions, int line)) in _groups)
            evidence.Add(new IommuGroup(source, number, [.. functions.Order()], line));
        if (log.SuppressedMessages > 0)
        {
            evidence.Add(new EvidenceProblem(
                source,
                EvidenceSeverity.Note,
                $"the kernel left out {Numbers.Count(log.SuppressedMessages, "message")}: there may be more faults than are shown")
            {
                Line = log.FirstLine,
            });
        }
    }

    /// <summary>A log of several boots: the last one counts, and the user is told.</summary>
    private void StartBoot(string version, TextLine line, string? hostBefore)
    {
        if (_log!.StartsAtBoot)
        {
            bool isOther = MachineName.Of(hostBefore) is { } before && MachineName.Of(line.Host) is { } now && now != before;
            evidence.Add(new EvidenceProblem(
                source, EvidenceSeverity.Note, isOther
                    ? $"the log of {line.Host} starts here: what was logged before is of another machine, {hostBefore}"
                    : "the log starts anew here: what was logged before belongs to an earlier boot")
            {
                Line = line.Number,
            });
            _log = new LogFacts(line.Number);
            _groups.Clear();
            if (_run is not null)
                runs.Drop(_run);
            _run = null;
        }
        _log.StartsAtBoot = true;
        _log.KernelVersion = version;
    }

    private void ReadFunction(LogFunction function)
    {
        _log!.Functions.Add(function);
        // The driver says it of the controller, whatever else the log has of that.
        if (function.Driver == "vmd")
            At(function).Driver ??= function.Driver;
        if (Group().Match(function.Text) is { Success: true } group)
            AddToGroup(Numbers.Int(group.Groups[1]), function.Address, function.Line);
        else if (Found().Match(function.Text) is { Success: true } found)
            ReadFound(function, found);
        else if (BusBehind().Match(function.Text) is { Success: true } buses && function.Address.Bus < (Numbers.Hex(buses.Groups[1]) ?? 0))
            ReadBuses(function, (byte)Numbers.Hex(buses.Groups[1])!, (byte)(Numbers.Hex(buses.Groups[2]) ?? Numbers.Hex(buses.Groups[1]))!);
        else if (VfSpace().Match(function.Text) is { Success: true } vfs)
            Update(function, sriov => sriov with { TotalVfs = Numbers.Int(vfs.Groups[1]) });
        else if (VfsEnabled().Match(function.Text) is { Success: true } enabled)
            Update(function, sriov => sriov with { NumVfs = Numbers.Int(enabled.Groups["count"]), VfEnable = true });
    }

    private void Update(LogFunction function, Func<SriovConfig, SriovConfig> change)
    {
        DeviceFacts device = At(function);
        device.Sriov = change(device.Sriov ?? new SriovConfig(null, null, null, null, null, null, null, null, null));
    }

    private void ReadFound(LogFunction function, Match found)
    {
        DeviceFacts device = At(function);
        int? code = Numbers.Hex(found.Groups["class"]);
        device.VendorId ??= (ushort?)Numbers.Hex(found.Groups["vendor"]);
        device.DeviceId ??= (ushort?)Numbers.Hex(found.Groups["device"]);
        // The header of a VF answers all ones before the kernel knows that it is one.
        if (found.Groups["type"].Value == "7f" || code == 0xFFFFFF)
        {
            device.VfEvidence |= VfEvidence.KernelLog;
            return;
        }
        if (code is not null)
        {
            device.Class ??= code >> 8;
            device.ProgrammingInterface ??= (byte)code;
        }
        if (Numbers.Hex(found.Groups["type"]) is <= 2 and { } type)
            device.HeaderType ??= (PciHeaderType)type;
        if (PortTypeOf(found.Groups["port"].Value) is { } port)
            device.Pcie ??= new PcieCapability(null, null, port, null);
    }

    /// <summary>What Linux calls a PCI Express function since 6.9 (pci_type_str).</summary>
    private static PciePortType? PortTypeOf(string words) => words.TrimEnd() switch
    {
        "PCIe Endpoint" => PciePortType.Endpoint,
        "PCIe Legacy Endpoint" => PciePortType.LegacyEndpoint,
        "PCIe Root Port" => PciePortType.RootPort,
        "PCIe Switch Upstream Port" => PciePortType.UpstreamPort,
        "PCIe Switch Downstream Port" => PciePortType.DownstreamPort,
        "PCIe to PCI/PCI-X bridge" => PciePortType.PcieToPciBridge,
        "PCI/PCI-X to PCIe bridge" => PciePortType.PciToPcieBridge,
        "PCIe Root Complex Integrated Endpoint" => PciePortType.RootComplexIntegratedEndpoint,
        "PCIe Root Complex Event Collector" => PciePortType.RootComplexEventCollector,
        _ => null,
    };

    private void ReadBuses(LogFunction function, byte secondary, byte subordinate) =>
        At(function).Buses ??= new BridgeBuses(function.Address.Bus, secondary, subordinate);

    private DeviceFacts At(LogFunction function)
    {
        _run ??= runs.Start(function.Line, null, ListingForm.KernelLog);
        _run.LastLine = function.Line;
        return _run.Table.At(function.Address, function.Line);
    }

    private void AddToGroup(int? number, Bdf member, int line)
    {
        if (number is not { } known)
            return;
        if (!_groups.TryGetValue(known, out (HashSet<Bdf> Functions, int Line) group))
            _groups.Add(known, group = ([], line));
        group.Functions.Add(member);
    }

    [GeneratedRegex(
        @"^(?:DMAR(?:-IR)?: ?|DMAR:?\[|AMD-Vi: |INTR-REMAP:|DRHD: |dmar[0-9]*: |iommu(?: ivhd[0-9]+)?: |(?:pci|pcieport"
        + @"|vfio-pci|[a-z][\w-]{1,30}) [0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]: |Linux version [0-9]"
        + @"|Hypervisor detected: |Booting paravirtualized kernel "
        + @"|Kernel command line: |Command line: |x2apic: |smpboot: CPU0|DMI: |vfio_iommu_type1|VFIO - |AMD IOMMU|PCI-DMA: "
        + @"|arm-smmu|handlers:$|\[<[0-9a-f]{8,16}>\] |\[Firmware (?:Bug|Warn|Info)\]: )")]
    private static partial Regex KernelWords();

    [GeneratedRegex(@"\b(?:dmesg|journalctl|kern\.log|syslog|messages|xl)\b")]
    private static partial Regex PrintsLog();

    // Two words or more, none of them an address or a name with a digit, and no name with a colon first: what a person writes.
    // A hyphen at the end of a word is part of the word or follows it: words are atomic, or else each such word doubles the ways to try.
    [GeneratedRegex(@"^(?![\w-]+: )(?>[(\u0022']?(?>[\p{L}'\u2019-]+|[0-9]+(?:\.[0-9]+)*)[,;:.!?)\u0022'-]*(?: +|$)){2,}$")]
    private static partial Regex Prose();

    [GeneratedRegex(@"^Linux version ([0-9][\w.+~-]*)")]
    private static partial Regex BootVersion();

    [GeneratedRegex(@"^(?<driver>[A-Za-z][\w.-]{0,40}) (?<address>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): (?<text>.*)$")]
    private static partial Regex FunctionLine();

    [GeneratedRegex(@"^iommu: Adding device ([0-9a-f:.]{12,16}) to group ([0-9]{1,6})")]
    private static partial Regex OldGroup();

    [GeneratedRegex(@"^Adding to iommu group ([0-9]{1,6})")]
    private static partial Regex Group();

    [GeneratedRegex(
        @"^\[(?<vendor>[0-9a-f]{4}):(?<device>[0-9a-f]{4})\] type (?<type>[0-9a-f]{1,2}) class 0x(?<class>[0-9a-f]{6})(?: (?<port>PCI.*))?",
        RegexOptions.IgnoreCase)]
    private static partial Regex Found();

    [GeneratedRegex(@"^PCI bridge to \[bus ([0-9a-f]{2})(?:-([0-9a-f]{2}))?\]")]
    private static partial Regex BusBehind();

    // ixgbe, i40e, igb, mlx5 and others, in their own words.
    [GeneratedRegex(
        @"\bSR-IOV enabled with (?<count>[0-9]{1,5}) VFs|^(?<count>[0-9]{1,5}) VFs (?:allocated|enabled)"
        + @"|E-Switch: Enable: .*nvfs\((?<count>[0-9]{1,5})\)")]
    private static partial Regex VfsEnabled();

    // Since 6.14 "VF BAR 0 [mem ...]: contains BAR 0 for 7 VFs".
    [GeneratedRegex(@"^VF(?:\(n\) BAR[0-9] space: .*\(| BAR [0-9] .*: )contains BAR ?[0-9] for ([0-9]{1,5}) VFs\)?$")]
    private static partial Regex VfSpace();
}
