using System.Globalization;

namespace IrqModel.Tool.Json;

/// <summary>A requester id.</summary>
public sealed class RequesterIdConverter() : TextConverter<RequesterId>("a requester id, for instance \"3b:00.1\"")
{
    /// <inheritdoc/>
    protected override bool TryParse(string text, out RequesterId value)
    {
        var isId = Bdf.TryParse(text, CultureInfo.InvariantCulture, out var address) && address.Segment == 0;
        value = address.RequesterId;
        return isId;
    }

    /// <inheritdoc/>
    protected override string Format(RequesterId value) => value.ToString();
}
