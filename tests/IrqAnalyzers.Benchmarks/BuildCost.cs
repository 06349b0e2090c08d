namespace IrqAnalyzers.Benchmarks;

/// <summary>What a rule cost over a whole project.</summary>
/// <param name="Milliseconds">Time of its analyzers, summed over threads, as the compiler's <c>-reportanalyzer</c> counts it.</param>
/// <param name="Bytes">Bytes allocated meanwhile, those for binding the bodies included.</param>
/// <param name="Diagnostics">What it reported.</param>
internal readonly record struct BuildCost(double Milliseconds, long Bytes, int Diagnostics);
