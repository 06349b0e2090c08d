using System.Text.Json.Serialization;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Describing;

/// <summary>What makes a function a bridge.</summary>
/// <param name="Kind">What sort of bridge.</param>
/// <param name="Secondary">The bus right behind it.</param>
public sealed record DescribedBridge(BridgeKind Kind, [property: JsonConverter(typeof(HexByteConverter))] byte Secondary)
{
    /// <summary>The last bus that is routed through it; null if that follows from the bridges below.</summary>
    [JsonConverter(typeof(HexByteConverter))]
    public byte? Subordinate { get; init; }

    /// <summary>Whether it forwards ARI.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool ForwardsAri { get; init; }
}
