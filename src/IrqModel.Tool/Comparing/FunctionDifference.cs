using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace IrqModel.Tool.Comparing;

/// <summary>In what a function differs between two runs, or between a run and what is seen.</summary>
/// <param name="Address">The function.</param>
/// <param name="Name">What messages call it.</param>
/// <param name="Details">What differs, each with both sides.</param>
public sealed record FunctionDifference(
    [property: JsonConverter(typeof(Json.BdfConverter))] Bdf Address, string Name, ImmutableArray<DifferenceDetail> Details)
{
    /// <summary>The first step at which the two part; null where no trace shows one.</summary>
    public Parting? Parting { get; init; }
}
