using IrqModel;

namespace BugMuseum.G;

/// <summary>irq_remapping_select(): the unit is known, and amd_iommu_irq_remap says that it remaps.</summary>
internal sealed class G09After(Machine machine, VectorDomain vectors) : Iommu(machine, "amd_iommu")
{
    protected override MsiDomain? SelectMsiDomain(PciFunction function) =>
        InterruptRemappingEnabled && Machine.UnitCovering(function) is { } unit
            ? new PciMsiDomain(new RemappingDomain(unit, vectors))
            : null;
}
