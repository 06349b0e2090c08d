using System.Globalization;
using IrqModel.Contracts;

namespace IrqModel;

/// <summary>Segment, bus, device and function number of a PCI function, as written in <c>0000:3b:00.1</c>.</summary>
public readonly record struct Bdf : IComparable<Bdf>, ISpanParsable<Bdf>
{
    /// <summary>An address from its parts.</summary>
    /// <param name="segment">PCI segment group (domain). Segments above 0xFFFF exist: VMD numbers its own from 0x10000.</param>
    /// <param name="bus">Bus number, 0 to 255.</param>
    /// <param name="device">Device number, 0 to 31.</param>
    /// <param name="function">Function number, 0 to 7.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public Bdf(int segment, int bus, int device, int function)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(segment);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)bus, 255u, nameof(bus));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)device, 31u, nameof(device));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)function, 7u, nameof(function));
        Segment = segment;
        RequesterId = new RequesterId((ushort)((bus << 8) | (device << 3) | function));
    }

    /// <summary>An address from a segment and a requester id.</summary>
    public Bdf(int segment, RequesterId requesterId)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(segment);
        Segment = segment;
        RequesterId = requesterId;
    }

    /// <summary>PCI segment group (domain).</summary>
    public int Segment { get; }

    /// <summary>What the function puts into its requests: bus, device and function in 16 bits.</summary>
    public RequesterId RequesterId { get; }

    /// <summary>Bus number.</summary>
    public byte Bus => RequesterId.Bus;

    /// <summary>Device number.</summary>
    public byte Device => RequesterId.Device;

    /// <summary>Function number.</summary>
    public byte Function => RequesterId.Function;

    /// <summary>Reads <c>bb:dd.f</c> or <c>ssss:bb:dd.f</c>, all hexadecimal.</summary>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static Bdf Parse(ReadOnlySpan<char> s, IFormatProvider? provider = null) =>
        TryParse(s, provider, out var result)
            ? result
            : throw new FormatException($"'{s}' is not a PCI address; expected bb:dd.f or ssss:bb:dd.f, for instance 0000:3b:00.1.");

    /// <inheritdoc cref="Parse(ReadOnlySpan{char}, IFormatProvider?)"/>
    [Describes(TopologyPart.Address)]
    public static Bdf Parse([States(TopologyTrait.AddressText)] string s, IFormatProvider? provider = null) => Parse(s.AsSpan(), provider);

    /// <inheritdoc/>
    public static bool TryParse(string? s, IFormatProvider? provider, out Bdf result) => TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc/>
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Bdf result)
    {
        result = default;
        var dot = s.LastIndexOf('.');
        if (dot < 0 || !TryHex(s[(dot + 1)..], 1, 7, out var function)) return false;
        s = s[..dot];
        var colon = s.LastIndexOf(':');
        if (colon < 0 || !TryHex(s[(colon + 1)..], 2, 31, out var device)) return false;
        s = s[..colon];
        var segment = 0;
        colon = s.LastIndexOf(':');
        if (colon >= 0)
        {
            if (!TryHex(s[..colon], 8, int.MaxValue, out segment)) return false;
            s = s[(colon + 1)..];
        }

        if (!TryHex(s, 2, 255, out var bus)) return false;
        result = new Bdf(segment, bus, device, function);
        return true;
    }

    /// <inheritdoc/>
    public int CompareTo(Bdf other) =>
        Segment != other.Segment ? Segment.CompareTo(other.Segment) : RequesterId.Value.CompareTo(other.RequesterId.Value);

    /// <inheritdoc/>
    public override string ToString() => $"{Segment:x4}:{RequesterId}";

    /// <summary>Whether one address comes before another.</summary>
    public static bool operator <(Bdf left, Bdf right) => left.CompareTo(right) < 0;

    /// <summary>Whether one address comes after another.</summary>
    public static bool operator >(Bdf left, Bdf right) => left.CompareTo(right) > 0;

    /// <summary>Whether one address does not come after another.</summary>
    public static bool operator <=(Bdf left, Bdf right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one address does not come before another.</summary>
    public static bool operator >=(Bdf left, Bdf right) => left.CompareTo(right) >= 0;

    private static bool TryHex(ReadOnlySpan<char> text, int maxDigits, int max, out int value)
    {
        value = 0;
        return text.Length >= 1 && text.Length <= maxDigits
            && int.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            && value >= 0 && value <= max;
    }
}
