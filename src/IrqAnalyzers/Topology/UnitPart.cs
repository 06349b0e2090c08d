namespace IrqAnalyzers.Topology;

/// <summary>A remapping unit.</summary>
internal sealed class UnitPart : Part
{
    public UnitPart(MachineModel machine, Description description)
        : base(machine, description)
    {
    }

    public int? Segment { get; set; }

    public bool IsCatchAll { get; set; }

    /// <summary>The function that it appears as.</summary>
    public FunctionPart? Own { get; set; }

    public bool IsOwnUnknown { get; set; }

    public List<(Description Description, object? Covered)> Scopes { get; } = new();
}
