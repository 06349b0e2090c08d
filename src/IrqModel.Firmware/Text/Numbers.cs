using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>Numbers out of matched text; null where there are none, or where they are too large.</summary>
internal static class Numbers
{
    public static int? Int(Group group) => group.Success
        && int.TryParse(group.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : null;

    public static int? Hex(Group group) => group.Success
        && int.TryParse(group.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) && value >= 0
            ? value
            : null;

    public static ulong? Hex64(Group group) => group.Success
        && ulong.TryParse(group.ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) ? value : null;
}
