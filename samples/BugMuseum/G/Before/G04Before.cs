using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.G;

/// <summary>Without the refusal.</summary>
internal sealed class G04Before(Machine machine) : Linux_6_1(machine, new EndpointDriver())
{
    // dmar_device_remove()
    protected override async Flow RemoveRemappingUnit(Iommu iommu, RemappingUnit unit) => iommu.RemoveUnit(unit); // dmar_ir_hotplug(drhd, false)
}
