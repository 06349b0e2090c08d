using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>The forms of <c>lspci</c> for programs: one quoted line (-mm), or one line for each value (-vmm).</summary>
internal sealed partial class RecordText(DeviceFacts device)
{
    private string? _class;
    private string? _vendor;

    /// <summary>Reads a line of a record; false for a name that a record does not have.</summary>
    public bool TryRead(string name, string value)
    {
        switch (name)
        {
            case "Class":
                _class = value;
                ReadClass(device, value);
                break;
            case "Vendor":
                _vendor = value;
                device.VendorId ??= Id(value);
                break;
            case "Device":
                device.DeviceId ??= Id(value);
                device.Description ??= Join(_class, _vendor, value);
                break;
            case "Rev":
                device.Revision ??= Byte(value);
                break;
            case "ProgIf":
                device.ProgrammingInterface ??= Byte(value);
                break;
            case "Driver":
                device.Driver ??= value;
                break;
            case "PhySlot":
                device.PhysicalSlot ??= value;
                break;
            case "IOMMUGroup":
                device.IommuGroup ??= int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int group) ? group : null;
                break;
            case "SVendor" or "SDevice" or "Module" or "NUMANode" or "DTNode":
                break;
            default:
                return false;
        }
        return true;
    }

    /// <summary>Reads what follows the slot with -mm: class, vendor and device in quotes, then options.</summary>
    public static void ReadQuoted(DeviceFacts device, string text)
    {
        string[] parts = [.. Quoted().Matches(text).Select(match => match.Groups[1].Value)];
        if (parts.Length > 0)
            ReadClass(device, parts[0]);
        if (parts.Length > 1)
            device.VendorId ??= Id(parts[1]);
        if (parts.Length > 2)
        {
            device.DeviceId ??= Id(parts[2]);
            device.Description ??= Join(parts[0], parts[1], parts[2]);
        }
        if (Option().Match(text) is { Success: true } revision)
            device.Revision ??= Byte(revision.Groups[1].Value);
        if (InterfaceOption().Match(text) is { Success: true } code)
            device.ProgrammingInterface ??= Byte(code.Groups[1].Value);
    }

    private static void ReadClass(DeviceFacts device, string value) =>
        device.Class ??= BracketedId().Match(value) is { Success: true } match ? Hex(match.Groups[1].Value)
            : BareId().Match(value) is { Success: true } bare ? Hex(bare.Groups[1].Value)
            : PciClassNames.Find(value);

    private static ushort? Id(string value) =>
        BracketedId().Match(value) is { Success: true } match ? (ushort?)Hex(match.Groups[1].Value)
        : BareId().Match(value) is { Success: true } bare ? (ushort?)Hex(bare.Groups[1].Value)
        : null;

    private static string Join(string? kind, string? vendor, string name) =>
        $"{kind ?? "Device"}: {(vendor is null ? "" : vendor + " ")}{name}";

    private static int? Hex(string digits) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>Two digits; one may be the first half of a line that is cut.</summary>
    private static byte? Byte(string digits) =>
        digits.Length == 2 && byte.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte value)
            ? value : null;

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("\\s-r([0-9a-f]{2})\\b")]
    private static partial Regex Option();

    [GeneratedRegex("\\s-p([0-9a-f]{2})\\b")]
    private static partial Regex InterfaceOption();

    [GeneratedRegex(@"\[([0-9a-f]{4})\]$")]
    private static partial Regex BracketedId();

    [GeneratedRegex("^(?:Class |Device )?([0-9a-f]{4})$")]
    private static partial Regex BareId();
}
