namespace IrqAnalyzers.Benchmarks;

/// <summary>One pass of analyzers.</summary>
/// <param name="Wall">Milliseconds from the fresh compilation to the last diagnostic.</param>
/// <param name="Processor">Milliseconds of processor time of the whole process meanwhile: binding, collecting garbage, everything.</param>
/// <param name="Own">Milliseconds of processor time in the analyzers' own actions.</param>
/// <param name="Megabytes">Allocated meanwhile.</param>
/// <param name="Diagnostics">How many were reported.</param>
internal readonly record struct Measurement(double Wall, double Processor, double Own, double Megabytes, int Diagnostics)
{
    /// <summary>Each figure's median by itself.</summary>
    public static Measurement Median(IReadOnlyList<Measurement> all) => new(
        Middle(all.Select(one => one.Wall)), Middle(all.Select(one => one.Processor)), Middle(all.Select(one => one.Own)), Middle(all.Select(one => one.Megabytes)), all[0].Diagnostics);

    /// <summary>The median of some figures.</summary>
    public static double Middle(IEnumerable<double> figures)
    {
        var sorted = figures.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
