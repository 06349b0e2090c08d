using IrqModel;

namespace BugMuseum.G;

/// <summary>irq_remapping_select(): the unit is known.</summary>
internal sealed class G09Before(Machine machine, VectorDomain vectors) : Iommu(machine, "amd_iommu")
{
    protected override MsiDomain? SelectMsiDomain(PciFunction function) =>
        Machine.UnitCovering(function) is { } unit ? new PciMsiDomain(new RemappingDomain(unit, vectors)) : null;
}
