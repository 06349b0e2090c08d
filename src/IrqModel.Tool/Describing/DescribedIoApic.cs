using System.Text.Json.Serialization;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Describing;

/// <summary>An IOAPIC.</summary>
/// <param name="Id">Its id in the MADT.</param>
/// <param name="RequesterId">The id that its requests carry.</param>
public sealed record DescribedIoApic(byte Id, [property: JsonConverter(typeof(RequesterIdConverter))] RequesterId RequesterId)
{
    /// <summary>Where this is known from: file with offset.</summary>
    public string? From { get; init; }
}
