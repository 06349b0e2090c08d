using IrqModel.Tool.Describing;

namespace IrqModel.Tool.Json;

/// <summary>Segment and number of a bus.</summary>
public sealed class BusNumberConverter() : TextConverter<BusNumber>("segment and bus number in hexadecimal, for instance \"0000:3b\"")
{
    /// <inheritdoc/>
    protected override bool TryParse(string text, out BusNumber value) => BusNumber.TryParse(text, out value);

    /// <inheritdoc/>
    protected override string Format(BusNumber value) => value.ToString();
}
