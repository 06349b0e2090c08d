namespace IrqAnalyzers.Topology;

/// <summary>An IOAPIC.</summary>
internal sealed class IoApicPart : Part
{
    public IoApicPart(MachineModel machine, Description description)
        : base(machine, description)
    {
    }

    public int? Id { get; set; }
}
