using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>What an import had to decide, assume or leave out. Empty where table and dump agree and say everything.</summary>
/// <param name="Notes">The notes, in the order in which they came up.</param>
public sealed record ImportReport(ImmutableArray<ImportNote> Notes);
