using System.Globalization;

namespace IrqModel.Tool.Checking;

/// <summary>Where something is wrong.</summary>
/// <param name="Source">The input; null where it is about the machine as a whole.</param>
/// <param name="Offset">The offset in bytes, of a table.</param>
/// <param name="Line">The line, from 1, of a text.</param>
public sealed record CheckPlace(string? Source, int? Offset = null, int? Line = null)
{
    /// <summary>
    /// Reads what a description says about where a part is known from: "DMAR offset 0x30", "lspci.txt line 4", "Machine.cs:12".
    /// </summary>
    public static CheckPlace Of(string? from)
    {
        if (from is null) return new(Source: null);
        if (from.LastIndexOf(" offset 0x", StringComparison.Ordinal) is > 0 and var offset
            && int.TryParse(from.AsSpan(offset + 10), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var at)) return new(
                from[..offset], Offset: at);
        if (from.LastIndexOf(" line ", StringComparison.Ordinal) is > 0 and var line
            && int.TryParse(from.AsSpan(line + 6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return new(
                from[..line], Line: number);
        if (from.LastIndexOf(':') is > 0 and var colon
            && int.TryParse(from.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number)) return new(
                from[..colon], Line: number);
        return new(from);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Source is null ? "" : Offset is { } offset ? $"{Source} offset 0x{offset:X}" : Line is { } line ? $"{Source} line {line}" : Source;
}
