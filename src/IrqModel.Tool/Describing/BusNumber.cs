using System.Globalization;
using System.Text.Json.Serialization;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Describing;

/// <summary>Segment and number of a bus, as written in <c>0000:3b</c>.</summary>
/// <param name="Segment">PCI segment group, 0 or more.</param>
/// <param name="Number">Bus number.</param>
[JsonConverter(typeof(BusNumberConverter))]
public readonly record struct BusNumber(int Segment, byte Number) : IComparable<BusNumber>
{
    /// <summary>Reads <c>ssss:bb</c>, both hexadecimal.</summary>
    public static bool TryParse(string? text, out BusNumber bus)
    {
        bus = default;
        if (text is null || text.IndexOf(':', StringComparison.Ordinal) is not (> 0 and var colon)) return false;
        if (!int.TryParse(text.AsSpan(0, colon), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var segment)
            || segment < 0) return false;
        if (!byte.TryParse(text.AsSpan(colon + 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number))
            return false;
        bus = new(segment, number);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(BusNumber other) => (Segment, Number).CompareTo((other.Segment, other.Number));

    /// <inheritdoc/>
    public override string ToString() => $"{Segment:x4}:{Number:x2}";

    /// <summary>Whether one bus comes before another.</summary>
    public static bool operator <(BusNumber left, BusNumber right) => left.CompareTo(right) < 0;

    /// <summary>Whether one bus comes after another.</summary>
    public static bool operator >(BusNumber left, BusNumber right) => left.CompareTo(right) > 0;

    /// <summary>Whether one bus does not come after another.</summary>
    public static bool operator <=(BusNumber left, BusNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one bus does not come before another.</summary>
    public static bool operator >=(BusNumber left, BusNumber right) => left.CompareTo(right) >= 0;
}
