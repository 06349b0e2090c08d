using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.G;

/// <summary>With the refusal.</summary>
internal sealed class G04After(Machine machine) : Linux_6_1(machine, new EndpointDriver())
{
    // dmar_device_remove()
    protected override async Flow RemoveRemappingUnit(Iommu iommu, RemappingUnit unit)
    {
        if (iommu.IsInUse(unit)) return;        // dmar_ir_remove(): -EBUSY
        iommu.RemoveUnit(unit);                 // dmar_ir_hotplug(drhd, false)
    }
}
