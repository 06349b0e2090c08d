using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>Functions and the root buses that they hang from: a forest, so that each bus is reached in exactly one way.</summary>
internal sealed record Topology(
    ImmutableArray<(int Segment, byte Number)> RootBuses, ImmutableArray<ImportedFunction> Functions,
    ImmutableSortedDictionary<Bdf, Bdf> VirtualFunctions);
