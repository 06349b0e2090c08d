using System.Text.Json.Serialization;

namespace IrqModel.Tool.Describing;

/// <summary>A root bus.</summary>
/// <param name="Bus">Its segment and number.</param>
public sealed record DescribedBus(BusNumber Bus)
{
    /// <summary>The function that it hides behind (VMD); null for what firmware lists.</summary>
    [JsonConverter(typeof(Json.BdfConverter))]
    public Bdf? Controller { get; init; }

    /// <summary>Where this is known from: file with line or offset; null for what nothing says.</summary>
    public string? From { get; init; }
}
