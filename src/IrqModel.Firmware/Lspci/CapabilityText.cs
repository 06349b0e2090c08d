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

    private Part _part;

    public void Read(ReadOnlySpan<char> text, int number)
    {
        if (text.StartsWith("Capabilities:"))
            ReadCapability(text.ToString(), number);
        else if (text.StartsWith("Bus: "))
            ReadBuses(text.ToString(), number);
        else if (text.StartsWith("Kernel driver in use:"))
            device.Driver ??= text["Kernel driver in use:".Length..].Trim().ToString();
        else if (text.StartsWith("!!!"))
            device.Problem($"line {number}: lspci says \"{text}\"");
        else if (_part != Part.Other)
            ReadDetail(text.ToString(), number);
    }

    private void ReadBuses(string text, int number)
    {
        Match match = Buses().Match(text);
        if (match.Success && Hex8(match.Groups[1]) is { } primary && Hex8(match.Groups[2]) is { } secondary
            && Hex8(match.Groups[3]) is { } subordinate)
            device.Buses ??= new BridgeBuses(primary, secondary, subordinate);
        else
            device.Problem($"line {number}: the bus numbers in \"{text}\" cannot be read");
    }

    private void ReadCapability(string text, int number)
    {
        _part = Part.Other;
        if (text.Contains("<access denied>", StringComparison.Ordinal))
        {
            device.Problem($"line {number}: lspci was not allowed to read the capabilities: the function may have more than is shown");
            return;
        }
        Match match = Capability().Match(text);
        if (!match.Success)
            return;
        device.ListsCapabilities = true;
        int offset = int.Parse(match.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        string body = match.Groups[2].Value;
        if (StartsWith(body, "MSI: ") || StartsWith(body, "Message Signalled Interrupts: "))
            ReadMsi(body, offset, number);
        else if (StartsWith(body, "MSI-X: "))
            ReadMsix(body, offset, number);
        else if (StartsWith(body, "Express "))
            ReadExpress(body, offset);
        else if (StartsWith(body, "Single Root I/O Virtualization") && device.Sriov is null)
            (device.Sriov, _part) = (new SriovConfig(offset, 0, 0, 0, 0, 0, 0, false, false), Part.Sriov);
        else if (StartsWith(body, "Alternative Routing-ID Interpretation") && device.Ari is null)
            (device.Ari, _part) = (new AriCapability(offset, 0), Part.Ari);
    }

    /// <summary>New: "Enable+ Count=1/8 Maskable+ 64bit+". Old: "Mask+ 64bit+ Count=1/8 Enable-". Oldest: "Queue=0/3", in powers.</summary>
    private void ReadMsi(string body, int offset, int number)
    {
        if (device.Msi is not null)
            return;
        Match count = MsiCount().Match(body);
        if (!count.Success || Number(count.Groups[2], 32) is not { } given || Number(count.Groups[3], 32) is not { } capable)
        {
            device.Problem($"line {number}: the number of vectors in \"{body}\" cannot be read");
            return;
        }
        if (count.Groups[1].Value == "Queue")
            (given, capable) = (1 << Math.Min(given, 5), 1 << Math.Min(capable, 5));
        device.Msi = new MsiCapability(
            offset, Math.Max(1, capable), Math.Max(1, given), HasFlag(body, "64bit"), HasFlag(body, "Maskable") || HasFlag(body, "Mask"),
            HasFlag(body, "Enable"), null, null);
        _part = Part.Msi;
    }

    private void ReadMsix(string body, int offset, int number)
    {
        if (device.Msix is not null)
            return;
        Match size = MsixSize().Match(body);
        if (!size.Success || Number(size.Groups[1], 2048) is not { } entries)
        {
            device.Problem($"line {number}: the table size in \"{body}\" cannot be read");
            return;
        }
        device.Msix = new MsixCapability(
            offset, entries, HasFlag(body, "Enable"), HasFlag(body, "Masked") || HasFlag(body, "Mask"), 0, 0, 0, 0);
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
        device.Pcie = new PcieCapability(offset, Number(match.Groups[1], 15) ?? 1, type, HasFlag(kind, "Slot"));
    }

    private void ReadDetail(string text, int number)
    {
        switch (_part)
        {
            case Part.Msi when device.Msi is { Enabled: true, Address: null } msi && MsiMessage().Match(text) is { Success: true } message:
                device.Msi = msi with
                {
                    Address = ulong.Parse(message.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                    Data = ushort.Parse(message.Groups[2].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                };
                break;
            case Part.Msix when device.Msix is { } msix && MsixPlace().Match(text) is { Success: true } place:
                int bar = Number(place.Groups[2], 7) ?? 0;
                uint offset = uint.Parse(place.Groups[3].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
                device.Msix = place.Groups[1].Value == "PBA"
                    ? msix with { PendingBar = bar, PendingOffset = offset }
                    : msix with { TableBar = bar, TableOffset = offset };
                break;
            case Part.Sriov when device.Sriov is { } sriov:
                device.Sriov = ReadSriov(sriov, text, number);
                break;
            case Part.Ari when device.Ari is { } ari && NextFunction().Match(text) is { Success: true } next:
                device.Ari = ari with { NextFunction = Number(next.Groups[1], 255) ?? 0 };
                break;
        }
    }

    private SriovConfig ReadSriov(SriovConfig sriov, string text, int number)
    {
        if (StartsWith(text, "IOVCtl:"))
            return sriov with { VfEnable = HasFlag(text, "Enable"), AriCapableHierarchy = HasFlag(text, "ARIHierarchy") };
        if (StartsWith(text, "Initial VFs:") && VfCounts().Match(text) is { Success: true } counts
            && Number(counts.Groups[1], 0xFFFF) is { } initial && Number(counts.Groups[2], 0xFFFF) is { } total
            && Number(counts.Groups[3], 0xFFFF) is { } current)
            return sriov with { InitialVfs = initial, TotalVfs = total, NumVfs = current };
        if (StartsWith(text, "VF offset:") && VfPlace().Match(text) is { Success: true } place
            && Number(place.Groups[1], 0xFFFF) is { } first && Number(place.Groups[2], 0xFFFF) is { } stride)
        {
            int id = int.Parse(place.Groups[3].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            return sriov with { FirstVfOffset = first, VfStride = stride, VfDeviceId = id };
        }
        if (StartsWith(text, "Initial VFs:") || StartsWith(text, "VF offset:"))
            device.Problem($"line {number}: the SR-IOV numbers in \"{text}\" cannot be read");
        return sriov;
    }

    private static bool StartsWith(string text, string start) => text.StartsWith(start, StringComparison.Ordinal);

    /// <summary>Whether the text has the word with a plus right behind it.</summary>
    private static bool HasFlag(string text, string word) => text.Contains(word + "+", StringComparison.Ordinal);

    private static int? Number(Group group, int most) =>
        int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= most ? value : null;

    private static byte? Hex8(Group group) =>
        byte.TryParse(group.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value) ? value : null;

    [GeneratedRegex("primary=([0-9a-f]+), secondary=([0-9a-f]+), subordinate=([0-9a-f]+)")]
    private static partial Regex Buses();

    [GeneratedRegex(@"^Capabilities: \[([0-9a-f]{2,3})(?: v[0-9]+)?\] (.*)$")]
    private static partial Regex Capability();

    [GeneratedRegex("(Count|Queue)=([0-9]+)/([0-9]+)")]
    private static partial Regex MsiCount();

    [GeneratedRegex("(?:Count|TabSize)=([0-9]+)")]
    private static partial Regex MsixSize();

    [GeneratedRegex(@"^Express (?:\(v([0-9]+)\) )?(.*)$")]
    private static partial Regex Express();

    [GeneratedRegex("^Address: ([0-9a-f]{1,16}) +Data: ([0-9a-f]{1,4})$")]
    private static partial Regex MsiMessage();

    [GeneratedRegex("^(Vector table|PBA): BAR=([0-9]) offset=([0-9a-f]{1,8})")]
    private static partial Regex MsixPlace();

    [GeneratedRegex("Next Function: ([0-9]+)")]
    private static partial Regex NextFunction();

    [GeneratedRegex("^Initial VFs: ([0-9]+), Total VFs: ([0-9]+), Number of VFs: ([0-9]+)")]
    private static partial Regex VfCounts();

    [GeneratedRegex("^VF offset: ([0-9]+), stride: ([0-9]+), Device ID: ([0-9a-f]{1,4})")]
    private static partial Regex VfPlace();
}
