using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// The lines of <c>lspci</c>: a line that starts with a slot starts a function, lines such as "40: 05 00 ..." are its bytes, indented
/// ones its description. Anything else is left alone; a line that starts as one of the first two and goes wrong is an error.
/// </summary>
internal sealed partial class LspciText
{
    private readonly string _name;
    private readonly DeviceFactsTable _table;
    private DeviceFacts? _device;
    private CapabilityText? _capabilities;

    private LspciText(string name, DeviceFactsTable table)
    {
        _name = name;
        _table = table;
    }

    /// <summary>Reads lines into a table of functions.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="name">The name that errors carry.</param>
    /// <param name="firstLine">The number of the first line.</param>
    /// <param name="isIndented">Whether the whole dump is indented, as inside XML.</param>
    /// <param name="table">The functions.</param>
    public static void Read(string text, string name, int firstLine, bool isIndented, DeviceFactsTable table)
    {
        var parser = new LspciText(name, table);
        int number = firstLine;
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.Trim('\uFEFF').TrimEnd();
            parser.ReadLine(isIndented ? line.TrimStart() : line, number++);
        }
    }

    private void ReadLine(ReadOnlySpan<char> line, int number)
    {
        if (line.IsEmpty)
            return;
        if (line[0] is ' ' or '\t')
        {
            _capabilities?.Read(line.Trim(), number);
            return;
        }
        int digits = 0;
        while (digits < line.Length && char.IsAsciiHexDigit(line[digits]))
            digits++;
        if (digits < 2 || digits == line.Length || line[digits] != ':')
        {
            _capabilities?.Read(line, number);
            return;
        }
        bool spaceFollows = digits + 1 == line.Length || line[digits + 1] is ' ' or '\t';
        if (spaceFollows && digits <= 3)
            ReadBytes(line, digits, number);
        else if (!spaceFollows && char.IsAsciiHexDigit(line[digits + 1]))
            ReadSlot(line, number);
    }

    private void ReadSlot(ReadOnlySpan<char> line, int number)
    {
        int end = line.IndexOfAny(' ', '\t');
        ReadOnlySpan<char> slot = end < 0 ? line : line[..end];
        if (!Bdf.TryParse(slot, null, out Bdf address))
        {
            throw FirmwareFormatException.AtLine(
                _name, number, $"slot \"{slot}\"", "bus:device.function with a device up to 1f and a function up to 7, such as 00:1f.3");
        }
        DeviceFacts device = _device = _table.At(address, number);
        _capabilities = new CapabilityText(device);
        if (end >= 0)
            Describe(device, line[end..].Trim().ToString());
    }

    private void ReadBytes(ReadOnlySpan<char> line, int digits, int number)
    {
        if (_device is not { } device)
            throw FirmwareFormatException.AtLine(_name, number, "bytes of no device", "a line with a slot, such as 00:1f.3, before them");
        int offset = int.Parse(line[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        ReadOnlySpan<char> rest = line[(digits + 1)..].Trim();
        if (rest.IsEmpty)
            throw FirmwareFormatException.AtLine(_name, number, $"no bytes after \"{line}\"", "up to 16 bytes of two digits each");
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOfAny(' ', '\t');
            ReadOnlySpan<char> token = end < 0 ? rest : rest[..end];
            if (token.Length != 2 || !byte.TryParse(token, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value))
            {
                throw FirmwareFormatException.AtLine(
                    _name, number, $"\"{token}\" at offset {offset:x2}h", "a byte of two hexadecimal digits");
            }
            if (offset >= ConfigSpace.MaxSize)
                throw FirmwareFormatException.AtLine(_name, number, $"a byte at offset {offset:x}h", "offsets below 1000h");
            if (!device.TrySet(offset, value))
            {
                throw FirmwareFormatException.AtLine(
                    _name,
                    number,
                    $"a second and different byte {value:x2} at offset {offset:x2}h of {device.Address}",
                    "one value for each byte");
            }
            offset++;
            rest = end < 0 ? default : rest[end..].TrimStart();
        }
    }

    /// <summary>Class, ids and programming interface, as far as the slot's line says them in one of its four styles.</summary>
    private static void Describe(DeviceFacts device, string text)
    {
        device.Description ??= text;
        if (NumericSlot().Match(text) is { Success: true } numeric)
        {
            device.Class ??= Hex(numeric.Groups[1]);
            device.VendorId ??= (ushort)Hex(numeric.Groups[2]);
            device.DeviceId ??= (ushort)Hex(numeric.Groups[3]);
        }
        else
        {
            if (NumericClass().Match(text) is { Success: true } code)
                device.Class ??= Hex(code.Groups["code"]);
            else if (text.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon)
                device.Class ??= PciClassNames.Find(text[..colon].TrimEnd());
            if (NumericIds().Match(text) is { Success: true } ids)
            {
                device.VendorId ??= (ushort)Hex(ids.Groups[1]);
                device.DeviceId ??= (ushort)Hex(ids.Groups[2]);
            }
            else if (DeviceIdOnly().Match(text) is { Success: true } id)
            {
                device.DeviceId ??= (ushort)Hex(id.Groups[1]);
            }
        }
        if (Interface().Match(text) is { Success: true } match)
            device.ProgrammingInterface ??= (byte)Hex(match.Groups[1]);
    }

    private static int Hex(Group group) => int.Parse(group.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?:Class )?([0-9a-f]{4}): (?:Device )?([0-9a-f]{4}):([0-9a-f]{4})(?![0-9a-f])")]
    private static partial Regex NumericSlot();

    [GeneratedRegex(@"^(?:Class (?<code>[0-9a-f]{4})|[^:\[]*\[(?<code>[0-9a-f]{4})\]): ")]
    private static partial Regex NumericClass();

    [GeneratedRegex(@"\[([0-9a-f]{4}):([0-9a-f]{4})\]")]
    private static partial Regex NumericIds();

    [GeneratedRegex(@"\bDevice ([0-9a-f]{4})(?![0-9a-f:])")]
    private static partial Regex DeviceIdOnly();

    [GeneratedRegex(@"\(prog-if ([0-9a-f]{2})")]
    private static partial Regex Interface();
}
