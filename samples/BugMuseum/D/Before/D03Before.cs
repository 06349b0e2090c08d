using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.D;

/// <summary>Linux before 3c124435e8dd.</summary>
internal sealed class D03Before(Machine machine) : Linux_5_10(machine, new EndpointDriver())
{
    // alloc_irq_table(): set_remap_table_entry(iommu, devid, table)
    protected override IEnumerable<RequesterId> DeviceTableIdsFor(PciFunction function) => [function.Address.RequesterId];
}
