using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>The PCI functions and IOMMU groups that one boot of a kernel log names.</summary>
internal sealed partial class LogFunctions(string source, PciRuns runs)
{
    private readonly SortedDictionary<int, (HashSet<Bdf> Functions, int Line)> _groups = [];
    private PciRun? _run;

    /// <summary>The lines about functions.</summary>
    public ImmutableArray<LogFunction>.Builder Lines { get; } = ImmutableArray.CreateBuilder<LogFunction>();

    /// <summary>The IOMMU groups.</summary>
    public IEnumerable<IommuGroup> Groups =>
        _groups.Select(group => new IommuGroup(source, group.Key, [.. group.Value.Functions.Order()], group.Value.Line));

    /// <summary>Reads a message.</summary>
    public void Read(string text, int line)
    {
        if (MayBeFunction(text) && FunctionLine().Match(text) is { Success: true } match
            && Bdf.TryParse(match.Groups["address"].Value, null, out Bdf address))
            ReadFunction(new LogFunction(address, line, match.Groups["driver"].Value, match.Groups["text"].Value));
        else if (text.StartsWith("nvme ", StringComparison.Ordinal) && DriverText.NameIn(text) is { } disk)
            Lines.Add(new LogFunction(disk.Function, line, "nvme", text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()));
        else if (text.StartsWith("iommu: ", StringComparison.Ordinal) && OldGroup().Match(text) is { Success: true } group
            && Bdf.TryParse(group.Groups[1].Value, null, out Bdf member))
            AddToGroup(Numbers.Int(group.Groups[2]), member, line);
    }

    /// <summary>Takes the functions out of the listings: they are of another time or machine.</summary>
    public void Drop()
    {
        if (_run is not null)
            runs.Drop(_run);
        _run = null;
        _groups.Clear();
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

    private void ReadFunction(LogFunction function)
    {
        Lines.Add(function);
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
