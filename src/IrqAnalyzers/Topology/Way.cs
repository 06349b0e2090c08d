namespace IrqAnalyzers.Topology;

/// <summary>How a statement ends.</summary>
internal enum Way
{
    /// <summary>The next statement comes after it.</summary>
    Falls,

    /// <summary>It leaves a switch.</summary>
    Breaks,

    /// <summary>It leaves what is around it.</summary>
    Ends,
}
