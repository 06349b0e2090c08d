using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>What the indented lines of <c>lspci -v</c> say about a function, in the words of old and new releases.</summary>
internal sealed partial class CapabilityText(DeviceFacts device)
{
    private enum Part
    {
        Other,
        Msi,
        Msix,
        Sriov,
        Ari,
    }

    private static readonly string[] Names =
    [
        "Single Root I/O Virtualization (SR-IOV)", "Alternative Routing-ID Interpretation (ARI)", "Message Signalled Interrupts: ",
        "MSI: Enable", "MSI-X: Enable", "Express (v2) ",
    ];

    private Part _part;
    private int _pendingLine;

    /// <summary>A line that should give numbers and gives none, in words, while it may still turn out to be the last one.</summary>
    public string? Pending { get; private set; }

    /// <summary>Whether the last line looks as if it were cut in the middle.</summary>
    public bool BreaksOff { get; private set; }

    public void Read(string text, int number)
    {
        End();
        BreaksOff = false;
        if (StartsWith(text, "Capabilities:"))
            ReadCapability(text, number);
        else if (StartsWith(text, "Bus: "))
            ReadBuses(text, number);
        else if (StartsWith(text, "Kernel driver in use:"))
            device.Driver ??= text["Kernel driver in use:".Length..].Trim();
        else if (StartsWith(text, "IOMMU group:"))
            device.IommuGroup ??= Numbers.Int(Group().Match(text).Groups[1]);
        else if (StartsWith(text, "Physical Slot:"))
            device.PhysicalSlot ??= text["Physical Slot:".Length..].Trim();
        else if (StartsWith(text, "!!!"))
            ReadComplaint(text, number);
        else if (StartsWith(text, "Status: Cap"))
            device.HasNoCapabilities |= FlagOf(text, "Cap") == false;
        else if (StartsWith(text, "Flags: ") || StartsWith(text, "Control: "))
        {
            device.IsVerbose = true;
            device.IsBusMaster ??= StartsWith(text, "Flags: ") ? text.Contains(" bus master,", StringComparison.Ordinal) : FlagOf(text, "BusMaster");
            device.BusMasterLine ??= number;
            ReadIrq(text);
            if (text.Contains("IOMMU group ", StringComparison.Ordinal))
                device.IommuGroup ??= Numbers.Int(GroupFlag().Match(text).Groups[1]);
        }
        else if (StartsWith(text, "Interrupt: "))
        {
            device.HasInterruptPin |= Pin().IsMatch(text);
            ReadIrq(text);
        }
        else
        {
            ReadDetail(text, number);
        }
    }

    /// <summary>"Flags: bus master, fast devsel, latency 0, IRQ 16" with -v, "Interrupt: pin A routed to IRQ 16" with -vv.</summary>
    private void ReadIrq(string text)
    {
        if (device.Irq is null && text.Contains("IRQ ", StringComparison.Ordinal))
            device.Irq = Numbers.Int(Irq().Match(text).Groups[1]);
    }

    /// <summary>What could not be read is not the end of the text: it is wrong.</summary>
    public void End()
    {
        if (Pending is { } pending)
            device.Problem(_pendingLine, $"{pending} cannot be read");
        Forget();
    }

    /// <summary>Drops what could not be read: it is told otherwise.</summary>
    public void Forget() => (Pending, BreaksOff) = (null, false);

    /// <summary>Keeps a line that gives no numbers: if it does not even have their form, it may be where the text was cut.</summary>
    private void Suspend(string what, int number, bool hasForm) => (Pending, _pendingLine, BreaksOff) = (what, number, !hasForm);

    private void ReadComplaint(string text, int number)
    {
        device.IsDead |= text.Contains("Unknown header type 7f", StringComparison.Ordinal)
            || text.Contains("Invalid class ffff", StringComparison.Ordinal);
        device.Problem(number, device.IsDead
            ? $"lspci says \"{text}\": the function does not answer"
            : $"lspci says \"{text}\"");
    }

    private void ReadBuses(string text, int number)
    {
        Match match = Buses().Match(text);
        if (match.Success && Hex8(match.Groups[1]) is { } primary && Hex8(match.Groups[2]) is { } secondary
            && Hex8(match.Groups[3]) is { } subordinate)
            device.Buses ??= new BridgeBuses(primary, secondary, subordinate);
        else
            Suspend($"the bus numbers in \"{text}\"", number, match.Success);
    }

    private void ReadCapability(string text, int number)
    {
        _part = Part.Other;
        device.IsVerbose = true;
        if (text.Contains("access denied", StringComparison.Ordinal))
        {
            device.IsDenied = true;
            device.Problem(
                number, "lspci was not allowed to read the capabilities: the function may have more than is shown; run it as root");
            return;
        }
        Match match = Capability().Match(text);
        if (!match.Success)
        {
            BreaksOff = true;
            return;
        }
        device.ListsCapabilities = true;
        int offset = int.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        string body = match.Groups[2].Value;
        BreaksOff = Names.Any(name => name.Length > body.Length && name.StartsWith(body, StringComparison.Ordinal));
        if (body is "<chain looped>" or "<chain broken>")
            device.Problem(number, $"lspci says \"{body.Trim('<', '>')}\": the rest of the capability list was not read");
        else if (StartsWith(body, "MSI: ") || StartsWith(body, "Message Signalled Interrupts: "))
            ReadMsi(body, offset, number);
        else if (StartsWith(body, "MSI-X: "))
            ReadMsix(body, offset, number);
        else if (StartsWith(body, "Express "))
            ReadExpress(body, offset);
        else if (StartsWith(body, "Single Root I/O Virtualization"))
            (device.Sriov, _part) = (device.Sriov ?? new SriovConfig(offset, null, null, null, null, null, null, null, null), Part.Sriov);
        else if (StartsWith(body, "Alternative Routing-ID Interpretation"))
            (device.Ari, _part) = (device.Ari ?? new AriCapability(offset, null), Part.Ari);
    }

    /// <summary>New: "Enable+ Count=1/8 Maskable+ 64bit+". Old: "Mask+ 64bit+ Count=1/8 Enable-". Oldest: "Queue=0/3", in powers.</summary>
    private void ReadMsi(string body, int offset, int number)
    {
        if (device.Msi is not null)
            return;
        Match count = MsiCount().Match(body);
        if (!count.Success || Number(count.Groups[2], 32) is not { } given || Number(count.Groups[3], 32) is not { } capable)
        {
            Suspend($"the number of vectors in \"{body}\"", number, count.Success);
            device.Msi = new MsiCapability(
                offset, null, null, FlagOf(body, "64bit"), FlagOf(body, "Maskable") ?? FlagOf(body, "Mask"), FlagOf(body, "Enable"),
                null, null);
            return;
        }
        if (count.Groups[1].Value == "Queue")
            (given, capable) = (1 << Math.Min(given, 5), 1 << Math.Min(capable, 5));
        device.Msi = new MsiCapability(
            offset, Math.Max(1, capable), Math.Max(1, given), FlagOf(body, "64bit"), FlagOf(body, "Maskable") ?? FlagOf(body, "Mask"),
            FlagOf(body, "Enable"), null, null);
        _part = Part.Msi;
    }

    private void ReadMsix(string body, int offset, int number)
    {
        if (device.Msix is not null)
            return;
        Match size = MsixSize().Match(body);
        if (!size.Success || Number(size.Groups[1].Success ? size.Groups[1] : size.Groups[2], 2048) is not { } entries)
        {
            Suspend($"the table size in \"{body}\"", number, size.Success);
            device.Msix = new MsixCapability(
                offset, null, FlagOf(body, "Enable"), FlagOf(body, "Masked") ?? FlagOf(body, "Mask"), null, null, null, null);
            return;
        }
        device.Msix = new MsixCapability(
            offset, entries, FlagOf(body, "Enable"), FlagOf(body, "Masked") ?? FlagOf(body, "Mask"), null, null, null, null);
        _part = Part.Msix;
    }

    private void ReadExpress(string body, int offset)
    {
        Match match = Express().Match(body);
        if (device.Pcie is not null || !match.Success)
            return;
        string kind = match.Groups[2].Value;
        PciePortType type =
            StartsWith(kind, "Endpoint") ? PciePortType.Endpoint
            : StartsWith(kind, "Legacy Endpoint") ? PciePortType.LegacyEndpoint
            : StartsWith(kind, "Root Port") ? PciePortType.RootPort
            : StartsWith(kind, "Upstream Port") ? PciePortType.UpstreamPort
            : StartsWith(kind, "Downstream Port") ? PciePortType.DownstreamPort
            : StartsWith(kind, "PCI-Express to PCI") || StartsWith(kind, "PCI/PCI-X Bridge") ? PciePortType.PcieToPciBridge
            : StartsWith(kind, "PCI/PCI-X to PCI-Express") ? PciePortType.PciToPcieBridge
            : StartsWith(kind, "Root Complex Integrated") ? PciePortType.RootComplexIntegratedEndpoint
            : StartsWith(kind, "Root Complex Event") ? PciePortType.RootComplexEventCollector
            : PciePortType.Unknown;
        device.Pcie = new PcieCapability(offset, match.Groups[1].Success ? Number(match.Groups[1], 15) : null, type, FlagOf(kind, "Slot"));
    }

    private void ReadDetail(string text, int number)
    {
        if (!device.HasDetails && DetailLine().IsMatch(text))
            device.HasDetails = true;
        switch (_part)
        {
            case Part.Msi when device.Msi is { Enabled: true, Address: null } msi && MsiMessage().Match(text) is { Success: true } message:
                device.Msi = msi with
                {
                    Address = ulong.Parse(message.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                    Data = ushort.Parse(message.Groups[2].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                };
                device.MsiMessageLine = number;
                break;
            case Part.Msix when device.Msix is { } msix && MsixPlace().Match(text) is { Success: true } place:
                int? bar = Number(place.Groups[2], 7);
                uint offset = uint.Parse(place.Groups[3].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                device.Msix = place.Groups[1].Value == "PBA"
                    ? msix with { PendingBar = bar, PendingOffset = offset }
                    : msix with { TableBar = bar, TableOffset = offset };
                break;
            case Part.Sriov when device.Sriov is { } sriov:
                device.Sriov = ReadSriov(sriov, text, number);
                break;
            case Part.Ari when device.Ari is { } ari && NextFunction().Match(text) is { Success: true } next:
                device.Ari = ari with { NextFunction = Number(next.Groups[1], 255) };
                break;
        }
    }

    private SriovConfig ReadSriov(SriovConfig sriov, string text, int number)
    {
        if (StartsWith(text, "IOVCtl:"))
            return sriov with { VfEnable = FlagOf(text, "Enable"), AriCapableHierarchy = FlagOf(text, "ARIHierarchy") };
        if (StartsWith(text, "Initial VFs:") && VfCounts().Match(text) is { Success: true } counts
            && Number(counts.Groups[1], 0xFFFF) is { } initial && Number(counts.Groups[2], 0xFFFF) is { } total
            && Number(counts.Groups[3], 0xFFFF) is { } current)
            return sriov with { InitialVfs = initial, TotalVfs = total, NumVfs = current };
        if (StartsWith(text, "VF offset:") && VfPlace().Match(text) is { Success: true } place
            && Number(place.Groups[1], 0xFFFF) is { } first && Number(place.Groups[2], 0xFFFF) is { } stride)
        {
            int? id = place.Groups[3].Success
                ? int.Parse(place.Groups[3].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
                : null;
            return sriov with { FirstVfOffset = first, VfStride = stride, VfDeviceId = id };
        }
        if (StartsWith(text, "Initial VFs:") || StartsWith(text, "VF offset:"))
            Suspend($"the SR-IOV numbers in \"{text}\"", number, VfCounts().IsMatch(text) || VfPlace().IsMatch(text));
        return sriov;
    }

    private static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.Ordinal);

    /// <summary>Whether the word has a plus right behind it; null where it has neither a plus nor a minus, or is not there.</summary>
    private static bool? FlagOf(string text, string word) =>
        text.Contains(word + "+", StringComparison.Ordinal) ? true
        : text.Contains(word + "-", StringComparison.Ordinal) ? false
        : null;

    private static int? Number(Group group, int most) =>
        int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= most ? value : null;

    private static byte? Hex8(Group group) =>
        byte.TryParse(group.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value) ? value : null;

    [GeneratedRegex("^IOMMU group: +([0-9]{1,9})$")]
    private static partial Regex Group();

    [GeneratedRegex("^Interrupt: pin [A-D] ")]
    private static partial Regex Pin();

    [GeneratedRegex(@", IOMMU group ([0-9]{1,9})(?=,|$)")]
    private static partial Regex GroupFlag();

    [GeneratedRegex(@"\bIRQ ([0-9]{1,6})(?=,|$)")]
    private static partial Regex Irq();

    // lspci pads numbers, or puts something behind them; without it a number may be cut in the middle.
    [GeneratedRegex("primary=([0-9a-f]{2,}), secondary=([0-9a-f]{2,}), subordinate=([0-9a-f]{2,})")]
    private static partial Regex Buses();

    [GeneratedRegex(@"^Capabilities: \[([0-9a-f]{2,3})(?: v[0-9]+)?\] (.*)$")]
    private static partial Regex Capability();

    [GeneratedRegex("(Count|Queue)=([0-9]+)/([0-9]+)(?= )")]
    private static partial Regex MsiCount();

    [GeneratedRegex("(?:Count=([0-9]+)(?= )|TabSize=([0-9]+)(?= |$))")]
    private static partial Regex MsixSize();

    [GeneratedRegex(@"^Express (?:\(v([0-9]+)\) )?(.*)$")]
    private static partial Regex Express();

    [GeneratedRegex("^Address: ([0-9a-f]{8,16}) +Data: ([0-9a-f]{4})$")]
    private static partial Regex MsiMessage();

    [GeneratedRegex("^(Vector table|PBA): BAR=([0-9]) offset=([0-9a-f]{8})")]
    private static partial Regex MsixPlace();

    [GeneratedRegex("Next Function: ([0-9]+)")]
    private static partial Regex NextFunction();

    [GeneratedRegex("^Initial VFs: ([0-9]+), Total VFs: ([0-9]+), Number of VFs: ([0-9]+)(?=,)")]
    private static partial Regex VfCounts();

    [GeneratedRegex("^VF offset: ([0-9]+), stride: ([0-9]+), Device ID: ([0-9a-f]{4})")]
    private static partial Regex VfPlace();

    [GeneratedRegex(
        @"^(?:Address: [0-9a-f]{8}|Masking: |Vector table: |PBA: |IOV(?:Cap|Ctl|Sta):|Initial VFs:|VF offset:|ARIC(?:ap"
        + @"|tl):|(?:Dev|Lnk|Slt|Root)(?:Cap|Ctl|Sta)2?:|UE(?:Sta|Msk|Svrt):|Status: D[0-3])")]
    private static partial Regex DetailLine();
}
