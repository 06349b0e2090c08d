using System.Collections.Immutable;
using System.Text.Json.Serialization;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Describing;

/// <summary>A device scope of a remapping unit.</summary>
/// <param name="Kind">What it names.</param>
/// <param name="StartBus">The bus on which the path starts.</param>
/// <param name="Path">Device and function of each hop, <c>dd.f</c>, from the root down.</param>
public sealed record DescribedScope(
    DeviceScopeKind Kind, [property: JsonConverter(typeof(HexByteConverter))] byte StartBus, ImmutableArray<string> Path)
{
    /// <summary>IOAPIC id, HPET number or ANDD number; 0 for the others.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public byte EnumerationId { get; init; }

    /// <summary>Where this is known from: file with offset.</summary>
    public string? From { get; init; }
}
