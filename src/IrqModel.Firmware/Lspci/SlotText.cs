using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>What the line of a slot says: class, ids, revision and programming interface, in one of its four styles.</summary>
internal static partial class SlotText
{
    private static readonly HashSet<string> EverydayClasses = new(StringComparer.OrdinalIgnoreCase)
    {
        "Timer", "Bridge", "Modem", "Alpha", "Pentium", "PIC", "RTC", "386", "486", "Bluetooth", "Broadband", "Audio device", "Coprocessor",
        "Co-processor", "Performance counters", "Docking Station",
    };

    /// <summary>Reads the text after the slot.</summary>
    /// <param name="device">Takes the facts.</param>
    /// <param name="text">The text.</param>
    /// <param name="isContinued">Whether it is a longer form of what was read before.</param>
    public static void Describe(DeviceFacts device, string text, bool isContinued = false)
    {
        if (isContinued)
            device.Description = text;
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
            if (text.Contains('[', StringComparison.Ordinal) && NumericIds().Match(text) is { Success: true } ids)
            {
                device.VendorId ??= (ushort)Hex(ids.Groups[1]);
                device.DeviceId ??= (ushort)Hex(ids.Groups[2]);
            }
            else if (text.Contains("Device ", StringComparison.Ordinal) && DeviceIdOnly().Match(text) is { Success: true } id)
            {
                device.DeviceId ??= (ushort)Hex(id.Groups[1]);
            }
        }
        if (!text.Contains('(', StringComparison.Ordinal))
            return;
        if (Interface().Match(text) is { Success: true } match)
            device.ProgrammingInterface ??= (byte)Hex(match.Groups[1]);
        if (Revision().Match(text) is { Success: true } revision)
            device.Revision ??= (byte)Hex(revision.Groups[1]);
    }

    /// <summary>Whether the text after a slot is one that lspci writes: a class, ids or a revision. Times of day look like slots.</summary>
    /// <param name="text">The text.</param>
    public static bool IsCertain(string text) => text.StartsWith('"')
        || (text.IndexOf(':', StringComparison.Ordinal) is > 0 and int colon && IsCertainClass(text[..colon].TrimEnd(), text[(colon + 1)..]))
        || NumericSlot().IsMatch(text) || NumericClass().IsMatch(text) || NumericIds().IsMatch(text)
        || Revision().IsMatch(text) || DeviceIdOnly().IsMatch(text);

    // Some classes have names that are words of everybody: "01:00.0 Timer: egg". Who makes the function must be said then.
    private static bool IsCertainClass(string name, string function) => PciClassNames.Find(name) is not null
        && (!EverydayClasses.Contains(name) || Maker().IsMatch(function));

    private static int Hex(Group group) => int.Parse(group.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    [GeneratedRegex("^(?:Class )?([0-9a-f]{4}): (?:Device )?([0-9a-f]{4}):([0-9a-f]{4})(?![0-9a-f])", RegexOptions.IgnoreCase)]
    private static partial Regex NumericSlot();

    [GeneratedRegex(@"^(?:Class (?<code>[0-9a-f]{4})|[^:\[]*\[(?<code>[0-9a-f]{4})\]): ?", RegexOptions.IgnoreCase)]
    private static partial Regex NumericClass();

    [GeneratedRegex(@"\[([0-9a-f]{4}):([0-9a-f]{4})\]", RegexOptions.IgnoreCase)]
    private static partial Regex NumericIds();

    [GeneratedRegex(@"\bDevice ([0-9a-f]{4})(?![0-9a-f:])")]
    private static partial Regex DeviceIdOnly();

    [GeneratedRegex(
        @"\b(?:Corp(?:oration|\.)?|Inc\b|Ltd\b|Limited|Co\b|GmbH|LLC|Technolog(?:y|ies)|Semiconductors?|Microsystems|Systems|Electronics"
        + @"|Devices|Laboratories|Labs?\b|Networks?|Computers?|Intel|AMD|NVIDIA|Nvidia|Broadcom|Realtek|Qualcomm|IBM|VIA|SiS|Mellanox|Marvell)")]
    private static partial Regex Maker();

    [GeneratedRegex(@"\(prog-if ([0-9a-f]{2})", RegexOptions.IgnoreCase)]
    private static partial Regex Interface();

    [GeneratedRegex(@"\(rev ([0-9a-f]{2})\)", RegexOptions.IgnoreCase)]
    private static partial Regex Revision();
}
