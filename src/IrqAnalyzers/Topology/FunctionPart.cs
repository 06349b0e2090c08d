namespace IrqAnalyzers.Topology;

/// <summary>A function, perhaps a bridge.</summary>
internal sealed class FunctionPart : Part
{
    public FunctionPart(BusPart bus, Description description)
        : base(bus.Machine, description) => Bus = bus;

    public BusPart Bus { get; }

    /// <summary>Device and function number in eight bits.</summary>
    public int? DeviceFunction { get; set; }

    /// <summary>Whether what should be device and function number is none.</summary>
    public bool HasBadAddress { get; set; }

    /// <summary>Whether it or its VFs can send messages.</summary>
    public bool? Sends { get; set; }

    public SriovValue? Sriov { get; set; }

    /// <summary>The bus below a bridge.</summary>
    public BusPart? Secondary { get; set; }

    /// <summary>The last bus that the description routes through a bridge.</summary>
    public int? DeclaredSubordinate { get; set; }

    /// <summary>Whether the last bus is that of the buses below.</summary>
    public bool SubordinateGrows { get; set; }
}
