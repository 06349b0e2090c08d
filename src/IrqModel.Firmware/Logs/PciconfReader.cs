using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary><c>pciconf -l</c> of FreeBSD, with <c>-v</c> and <c>-c</c>.</summary>
internal sealed partial class PciconfReader(PciRuns runs) : TextReaderPart
{
    private PciRun? _run;
    private DeviceFacts? _device;
    private string? _vendor;
    private string? _command;
    private bool _inSriov;
    private int? _lastCapability;
    private readonly HashSet<string> _once = [];

    public override bool TryRead(TextLine line)
    {
        string body = line.Body;
        if (!line.IsKernelLog && body.Contains("@pci", StringComparison.Ordinal) && Slot().Match(body) is { Success: true } slot
            && Address(slot) is { } address)
        {
            Start(address, slot, line.Number);
            return true;
        }
        if (_device is null || line.IsKernelLog)
            return false;
        // What a function has only once belongs to the next one, whose first line is missing.
        if (OnlyOnce().Match(body) is { Success: true } once && !_once.Add(once.Value))
        {
            _device = null;
            _run!.Orphans.Add(line.Number);
            return false;
        }
        if (!TryReadDetail(_device, body))
            return false;
        _run!.LastLine = line.Number;
        return true;
    }

    public override void Command(int number, string command) => (_run, _device, _command) = (null, null, command);

    public override void Foreign(int number) => _device = null;

    public override void End()
    {
    }

    private static Bdf? Address(Match slot)
    {
        int? segment = Numbers.Int(slot.Groups["segment"]);
        int? bus = Numbers.Int(slot.Groups["bus"]);
        int? device = Numbers.Int(slot.Groups["device"]);
        int? function = Numbers.Int(slot.Groups["function"]);
        return segment is { } s && bus is <= 255 and { } b && device is <= 31 and { } d && function is <= 7 and { } f
            ? new Bdf(s, b, d, f)
            : null;
    }

    private void Start(Bdf address, Match slot, int line)
    {
        if (_run is null || _run.Table.Contains(address))
            _run = runs.Start(line, _command, ListingForm.Pciconf);
        _run.LastLine = line;
        _device = _run.Table.At(address, line);
        (_vendor, _inSriov, _lastCapability) = (null, false, null);
        _once.Clear();
        string rest = slot.Groups["rest"].Value;
        if (Value(rest, "class") is { } code)
        {
            _device.Class = code >> 8;
            _device.ProgrammingInterface = (byte)code;
        }
        _device.Revision = (byte?)Value(rest, "rev");
        if (Value(rest, "hdr") is <= 2 and { } type)
            _device.HeaderType = (PciHeaderType)type;
        _device.IsDead = Value(rest, "hdr") == 0x7F;
        // Until FreeBSD 13: "chip=0x10edabcd", device then vendor.
        int? chip = Value(rest, "chip");
        _device.VendorId = (ushort?)(Value(rest, "vendor") ?? (chip & 0xFFFF));
        _device.DeviceId = (ushort?)(Value(rest, "device") ?? (chip >> 16 & 0xFFFF));
        string driver = slot.Groups["driver"].Value;
        _device.Driver = driver == "none" ? null : driver;
    }

    private bool TryReadDetail(DeviceFacts device, string body)
    {
        if (Name().Match(body) is { Success: true } name)
        {
            string value = name.Groups[2].Value;
            if (name.Groups[1].Value == "vendor")
                _vendor = value;
            else if (name.Groups[1].Value == "device")
                device.Description ??= _vendor is null ? value : $"{_vendor} {value}";
            return true;
        }
        if (Capability().Match(body) is { Success: true } capability)
        {
            device.IsVerbose = device.ListsCapabilities = device.HasDetails = true;
            ReadCapability(device, capability);
            return true;
        }
        if (body.StartsWith("enabled", StringComparison.Ordinal))
            ReadEnabled(device, _lastCapability);
        return (_inSriov && TryReadSriov(device, body)) || OtherDetail().IsMatch(body);
    }

    private void ReadCapability(DeviceFacts device, Match match)
    {
        int offset = Numbers.Hex(match.Groups["offset"]) ?? 0;
        string text = match.Groups["text"].Value;
        _inSriov = false;
        _lastCapability = match.Groups["kind"].Value == "cap" ? Numbers.Hex(match.Groups["id"]) : null;
        if (match.Groups["kind"].Value == "ecap")
        {
            if (Numbers.Hex(match.Groups["id"]) == 0x10)
            {
                bool? enabled = text.Contains("IOV enabled", StringComparison.Ordinal) ? true
                    : text.Contains("IOV disabled", StringComparison.Ordinal) ? false : null;
                bool? ari = text.Contains("ARI enabled", StringComparison.Ordinal) ? true
                    : text.Contains("ARI disabled", StringComparison.Ordinal) ? false : null;
                device.Sriov ??= new SriovConfig(offset, null, null, null, null, null, null, enabled, ari);
                _inSriov = true;
            }
            else if (Numbers.Hex(match.Groups["id"]) == 0x0E)
            {
                device.Ari ??= new AriCapability(offset, null);
            }
            return;
        }
        int? messages = Numbers.Int(Messages().Match(text).Groups[1]);
        switch (Numbers.Hex(match.Groups["id"]))
        {
            case 0x05:
                device.Msi ??= new MsiCapability(
                    offset, messages, Numbers.Int(Enabled().Match(text).Groups[1]), text.Contains("64 bit", StringComparison.Ordinal),
                    text.Contains("vector masks", StringComparison.Ordinal), EnabledOf(text), null, null);
                break;
            case 0x11:
                device.Msix ??= new MsixCapability(
                    offset, messages, EnabledOf(text), null, null, null, null, null);
                break;
            case 0x10:
                device.Pcie ??= new PcieCapability(offset, Numbers.Int(Version().Match(text).Groups[1]), PortType(text), null);
                break;
        }
    }

    // pciconf says that messages are on, never that they are off; that it says nothing may be a line that was broken or cut.
    private static bool? EnabledOf(string text) => text.Contains("enabled", StringComparison.Ordinal) ? true : null;

    /// <summary>"enabled with 1 message", where a mail program put the end of a capability on a line of its own.</summary>
    private static void ReadEnabled(DeviceFacts device, int? capability)
    {
        if (capability == 0x05 && device.Msi is { } msi)
            device.Msi = msi with { Enabled = true };
        else if (capability == 0x11 && device.Msix is { } msix)
            device.Msix = msix with { Enabled = true };
    }

    private static bool TryReadSriov(DeviceFacts device, string body)
    {
        if (device.Sriov is not { } sriov)
            return false;
        if (VfCounts().Match(body) is { Success: true } counts)
            device.Sriov = sriov with { NumVfs = Numbers.Int(counts.Groups[1]), TotalVfs = Numbers.Int(counts.Groups[2]) };
        else if (VfPlace().Match(body) is { Success: true } place)
            device.Sriov = sriov with { FirstVfOffset = Numbers.Hex(place.Groups[1]), VfStride = Numbers.Hex(place.Groups[2]) };
        else if (VfId().Match(body) is { Success: true } id)
            device.Sriov = sriov with { VfDeviceId = Numbers.Hex(id.Groups[1]) };
        else
            return false;
        return true;
    }

    private static PciePortType PortType(string text) =>
        text.Contains("root endpoint", StringComparison.Ordinal) ? PciePortType.RootComplexIntegratedEndpoint
        : text.Contains("legacy endpoint", StringComparison.Ordinal) ? PciePortType.LegacyEndpoint
        : text.Contains("endpoint", StringComparison.Ordinal) ? PciePortType.Endpoint
        : text.Contains("root port", StringComparison.Ordinal) ? PciePortType.RootPort
        : text.Contains("upstream port", StringComparison.Ordinal) ? PciePortType.UpstreamPort
        : text.Contains("downstream port", StringComparison.Ordinal) ? PciePortType.DownstreamPort
        : text.Contains("PCI bridge", StringComparison.Ordinal) ? PciePortType.PcieToPciBridge
        : text.Contains("event collector", StringComparison.Ordinal) ? PciePortType.RootComplexEventCollector
        : PciePortType.Unknown;

    private static int? Value(string text, string name)
    {
        int at = text.IndexOf(name + "=0x", StringComparison.Ordinal);
        if (at < 0)
            return null;
        int start = at + name.Length + 3;
        int end = start;
        while (end < text.Length && end - start < 8 && char.IsAsciiHexDigit(text[end]))
            end++;
        return uint.TryParse(text.AsSpan(start, end - start), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
            ? unchecked((int)value)
            : null;
    }

    [GeneratedRegex(
        @"^(?<driver>[a-z_]{1,24}(?:[0-9]{1,3}[a-z_]{1,24})?)[0-9]{1,6}@pci(?<segment>[0-9]{1,9}):(?<bus>[0-9]"
        + @"{1,3}):(?<device>[0-9]{1,2}):(?<function>[0-9]):\s(?<rest>.*)$")]
    private static partial Regex Slot();

    [GeneratedRegex(@"^(vendor|device|class|subclass)\s+= '?(.*?)'?$")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?:(?:vendor|device|class|subclass)\s+=|e?cap [0-9a-f]{2,4}\[[0-9a-f]{2,3}\])")]
    private static partial Regex OnlyOnce();

    [GeneratedRegex(@"^(?<kind>e?cap) (?<id>[0-9a-f]{2,4})\[(?<offset>[0-9a-f]{2,3})\] = (?<text>.*)$")]
    private static partial Regex Capability();

    [GeneratedRegex(
        @"^(?:bar\s+\[|(?:cap|ecap) |(?:max read|Table in map|PBA|link x|slot |speed |ASPM|Page Sizes|iov bar|window\["
        + @"|lanes|[0-9]+ (?:corrected|fatal|non-fatal)|HT |max payload|NFE|PCI-e errors|VPD |MA |clear|enabled with )"
        + @"|\d+\(\d+\))")]
    private static partial Regex OtherDetail();

    [GeneratedRegex("supports ([0-9]{1,4}) messages?")]
    private static partial Regex Messages();

    [GeneratedRegex("enabled with ([0-9]{1,4}) messages?")]
    private static partial Regex Enabled();

    [GeneratedRegex("PCI-Express ([0-9]{1,2}) ")]
    private static partial Regex Version();

    [GeneratedRegex("^([0-9]{1,5}) VFs configured out of ([0-9]{1,5}) supported")]
    private static partial Regex VfCounts();

    [GeneratedRegex("^First VF RID Offset 0x([0-9a-f]{1,4}), VF RID Stride 0x([0-9a-f]{1,4})")]
    private static partial Regex VfPlace();

    [GeneratedRegex("^VF Device ID 0x([0-9a-f]{1,4})")]
    private static partial Regex VfId();
}
