using System.Collections.Immutable;

namespace IrqAnalyzers.Parity.Checking;

/// <summary>What a run is answered, by place.</summary>
/// <param name="Boot">What the boot is answered.</param>
/// <param name="Function">What every function that is added is answered.</param>
internal sealed record Answers(ImmutableArray<int> Boot, ImmutableArray<int> Function);
