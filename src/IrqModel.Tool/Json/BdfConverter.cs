using System.Globalization;

namespace IrqModel.Tool.Json;

/// <summary>An address of a PCI function.</summary>
public sealed class BdfConverter() : TextConverter<Bdf>("an address of a PCI function, for instance \"0000:3b:00.1\"")
{
    /// <inheritdoc/>
    protected override bool TryParse(string text, out Bdf value) => Bdf.TryParse(text, CultureInfo.InvariantCulture, out value);

    /// <inheritdoc/>
    protected override string Format(Bdf value) => value.ToString();
}
