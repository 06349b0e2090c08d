using System.Globalization;

namespace IrqModel.Tool.Json;

/// <summary>A number in hexadecimal: a physical address, the bits of a table entry.</summary>
public sealed class HexConverter() : TextConverter<ulong>("a hexadecimal number, for instance \"0xfed90000\"")
{
    /// <inheritdoc/>
    protected override bool TryParse(string text, out ulong value)
    {
        value = 0;
        return text is not null && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && ulong.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    /// <inheritdoc/>
    protected override string Format(ulong value) => $"0x{value:x}";
}
