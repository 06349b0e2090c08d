namespace IrqAnalyzers.Topology;

/// <summary>Reads addresses as the DSL does: all hexadecimal.</summary>
internal static class AddressText
{
    /// <summary>Reads <c>dd.f</c> into eight bits; <see langword="null"/> if it is none.</summary>
    public static int? DeviceFunction(string text)
    {
        var dot = text.LastIndexOf('.');
        if (dot < 0 || Hex(text, dot + 1, text.Length, 1, 7) is not { } function) return null;
        return Hex(text, 0, dot, 2, 31) is { } device ? (device << 3) | function : null;
    }

    /// <summary>Reads <c>bb:dd.f</c> or <c>ssss:bb:dd.f</c>; <see langword="null"/> if it is none.</summary>
    public static AddressValue? Full(string text)
    {
        var last = text.LastIndexOf(':');
        if (last < 0 || DeviceFunction(text.Substring(last + 1)) is not { } deviceFunction) return null;
        var first = text.LastIndexOf(':', last - 1 < 0 ? 0 : last - 1);
        int? segment = 0;
        if (first >= 0 && first < last) segment = Hex(text, 0, first, 8, int.MaxValue);
        var start = first >= 0 && first < last ? first + 1 : 0;
        return segment is { } known && Hex(text, start, last, 2, 255) is { } bus ? new(known, bus, deviceFunction) : null;
    }

    private static int? Hex(string text, int start, int end, int digits, int most)
    {
        if (end <= start || end - start > digits) return null;
        long value = 0;
        for (var at = start; at < end; at++)
        {
            var character = text[at];
            var digit = character switch
            {
                >= '0' and <= '9' => character - '0',
                >= 'a' and <= 'f' => character - 'a' + 10,
                >= 'A' and <= 'F' => character - 'A' + 10,
                _ => -1,
            };
            if (digit < 0) return null;
            value = (value << 4) | (uint)digit;
        }

        return value <= most ? (int)value : null;
    }
}
