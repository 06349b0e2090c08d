using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// The functions that <c>inxi</c> and <c>hwinfo</c> name: their names, ids, classes and drivers. Neither shows capabilities, SR-IOV or bridges as
/// such.
/// </summary>
internal sealed partial class InventoryReader(PciRuns runs) : TextReaderPart
{
    private const int MostLines = 60;

    private readonly List<string> _lines = [];
    private PciRun? _run;
    private bool _isHwinfo;
    private int _firstLine;
    private int _lastLine;

    public override bool TryRead(TextLine line)
    {
        if (line.IsKernelLog)
            return false;
        string body = line.Body;
        // "21: PCI 200.0: 0200 Ethernet controller"; "Network:  Device-1: Realtek ... driver: r8169".
        bool isHwinfo = (char.IsAsciiDigit(body[0]) || body[0] == 'P') && Record().IsMatch(body);
        if (isHwinfo || (char.IsAsciiLetterUpper(body[0]) && body.Contains('-', StringComparison.Ordinal) && Device().IsMatch(body)))
        {
            Finish();
            (_isHwinfo, _firstLine, _lastLine) = (isHwinfo, line.Number, line.Number);
            _lines.Add(body);
            return true;
        }
        if (_lines.Count is 0 or MostLines || !line.IsIndented || (!_isHwinfo && OtherItem().IsMatch(body)))
        {
            Finish();
            return false;
        }
        _lines.Add(body);
        _lastLine = line.Number;
        return true;
    }

    public override void Command(int number, string command)
    {
        Finish();
        _run = null;
    }

    public override void Blank(int number) => Finish();

    public override void End() => Finish();

    private void Finish()
    {
        string[] lines = [.. _lines];
        _lines.Clear();
        if (lines.Length == 0)
            return;
        if (_isHwinfo)
            ReadHwinfo(lines);
        else
            ReadInxi(string.Join(' ', lines));
    }

    // "Device-1: NAME vendor: MAKER driver: NAME v: VERSION ... bus-ID: 04:00.0 chip-ID: 10ec:8168 class-ID: 0200". On USB it is "bus-ID: 1-3:4".
    private void ReadInxi(string text)
    {
        if (BusId().Match(text) is not { Success: true } bus || !Bdf.TryParse(bus.Groups[1].Value, null, out Bdf address))
            return;
        DeviceFacts device = At(address);
        device.Description ??= InxiName().Match(text).Groups["name"].Value.Trim();
        if (InxiDriver().Match(text) is { Success: true } driver)
            device.Driver ??= driver.Groups[1].Value;
        if (ChipId().Match(text) is { Success: true } chip)
        {
            device.VendorId ??= (ushort?)Numbers.Hex(chip.Groups[1]);
            device.DeviceId ??= (ushort?)Numbers.Hex(chip.Groups[2]);
        }
        if (ClassId().Match(text) is { Success: true } code)
            device.Class ??= Numbers.Hex(code.Groups[1]);
    }

    private void ReadHwinfo(string[] lines)
    {
        string? Value(string key) => lines.FirstOrDefault(line => line.StartsWith(key + ": ", StringComparison.Ordinal))?[(key.Length + 2)..].Trim();
        if (Value("SysFS BusID") is not { } bus || !Bdf.TryParse(bus, null, out Bdf address))
            return;
        DeviceFacts device = At(address);
        device.Class ??= Numbers.Hex(Record().Match(lines[0]).Groups["class"]);
        device.Description ??= Value("Model")?.Trim('"');
        device.Driver ??= Value("Driver")?.Split(',')[0].Trim().Trim('"');
        device.VendorId ??= IdIn(Value("Vendor"));
        device.DeviceId ??= IdIn(Value("Device"));
        if (Value("IRQ") is { } irq && Irq().Match(irq) is { Success: true } number)
            device.Irq ??= Numbers.Int(number.Groups[1]);
    }

    private static ushort? IdIn(string? text) => text is not null && PciId().Match(text) is { Success: true } id ? (ushort?)Numbers.Hex(id.Groups[1]) : null;

    private DeviceFacts At(Bdf address)
    {
        _run ??= runs.Start(_firstLine, null, ListingForm.Inventory);
        _run.LastLine = _lastLine;
        return _run.Table.At(address, _firstLine);
    }

    [GeneratedRegex(@"^(?:[0-9]{1,4}: )?PCI(?:\(\w+\))? [0-9a-f]{1,6}\.[0-9a-f]{1,2}: (?<class>[0-9a-f]{4}) \S")]
    private static partial Regex Record();

    [GeneratedRegex(@"^(?:[A-Z][a-z]+: +)?(?:Device|Card)-[0-9]{1,2}: \S")]
    private static partial Regex Device();

    [GeneratedRegex(@"^(?:[A-Z][\w ]{1,15}(?:-[0-9]{1,3})?: |[A-Z][a-z]+:$)")]
    private static partial Regex OtherItem();

    [GeneratedRegex(@"\bbus-?ID: ([0-9a-f:]+\.[0-7])(?:\s|$)", RegexOptions.IgnoreCase)]
    private static partial Regex BusId();

    [GeneratedRegex("(?:Device|Card)-[0-9]+: (?<name>.*?)(?= (?:vendor|driver|type|pcie|port|bus-ID|v): )", RegexOptions.IgnoreCase)]
    private static partial Regex InxiName();

    [GeneratedRegex(@"\bdriver: (?!N/A)([\w-]+)")]
    private static partial Regex InxiDriver();

    [GeneratedRegex(@"\bchip-ID: ([0-9a-f]{4}):([0-9a-f]{4})\b", RegexOptions.IgnoreCase)]
    private static partial Regex ChipId();

    [GeneratedRegex(@"\bclass-ID: ([0-9a-f]{4})\b", RegexOptions.IgnoreCase)]
    private static partial Regex ClassId();

    [GeneratedRegex("^pci 0x([0-9a-f]{4})\\b")]
    private static partial Regex PciId();

    [GeneratedRegex("^([0-9]{1,5})\\b")]
    private static partial Regex Irq();
}
