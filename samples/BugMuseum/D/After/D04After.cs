using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.D;

/// <summary>Linux since 5aac28784dca.</summary>
internal sealed class D04After(Machine machine) : Linux_6_12(machine, new EndpointDriver())
{
    // iommu_flush_irt_and_complete(): build_inv_irt() for each alias
    protected override IEnumerable<RequesterId> FlushedIdsFor(PciFunction function) => function.DmaAliases.Select(alias => alias.Id);
}
