using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>Numbers out of matched text, null where there are none, or where they are too large; and numbers of things in words.</summary>
internal static class Numbers
{
    /// <summary>"1 row", "2 rows", "2 entries".</summary>
    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} ") + (count == 1 ? noun
        : noun.EndsWith('y') ? noun[..^1] + "ies" : noun + "s");

    public static int? Int(Group group) => group.Success
        && int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;

    public static int? Hex(Group group) => group.Success
        && int.TryParse(group.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) && value >= 0
            ? value
            : null;

    public static ulong? Hex64(Group group) => group.Success
        && ulong.TryParse(group.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) ? value : null;
}
