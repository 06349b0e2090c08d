using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.D;

/// <summary>Linux before 5aac28784dca.</summary>
internal sealed class D04Before(Machine machine) : Linux_6_12(machine, new EndpointDriver())
{
    // iommu_flush_irt_and_complete(iommu, devid): build_inv_irt() once
    protected override IEnumerable<RequesterId> FlushedIdsFor(PciFunction function) => [function.Address.RequesterId];
}
