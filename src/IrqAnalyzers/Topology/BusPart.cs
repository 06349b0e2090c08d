namespace IrqAnalyzers.Topology;

/// <summary>A bus.</summary>
internal sealed class BusPart : Part
{
    public BusPart(MachineModel machine, Description? description)
        : base(machine, description)
    {
    }

    public int? Segment { get; set; }

    public int? Number { get; set; }

    /// <summary>The bridge above; <see langword="null"/> for a root bus.</summary>
    public FunctionPart? Bridge { get; set; }

    /// <summary>The function that the bus hides behind.</summary>
    public FunctionPart? Controller { get; set; }

    /// <summary>Whether it is not known what is above the bus, or what it hides behind.</summary>
    public bool IsAboveUnknown { get; set; }
}
