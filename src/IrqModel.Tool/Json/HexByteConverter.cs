using System.Globalization;

namespace IrqModel.Tool.Json;

/// <summary>A bus number without its segment: two hexadecimal digits.</summary>
public sealed class HexByteConverter() : TextConverter<byte>("two hexadecimal digits, for instance \"3b\"")
{
    /// <inheritdoc/>
    protected override bool TryParse(string text, out byte value) =>
        byte.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);

    /// <inheritdoc/>
    protected override string Format(byte value) => value.ToString("x2", CultureInfo.InvariantCulture);
}
