using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>An IOMMU group.</summary>
/// <param name="Source">The input.</param>
/// <param name="Number">Its number.</param>
/// <param name="Functions">The functions in it.</param>
/// <param name="Line">The first line that speaks of it, counted from 1, or null where there are no lines.</param>
public sealed record IommuGroup(string Source, int Number, ImmutableArray<Bdf> Functions, int? Line);
