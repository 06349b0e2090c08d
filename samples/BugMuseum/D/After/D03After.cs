using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.D;

/// <summary>Linux since 3c124435e8dd.</summary>
internal sealed class D03After(Machine machine) : Linux_5_10(machine, new EndpointDriver())
{
    // alloc_irq_table(): pci_for_each_dma_alias(pdev, set_remap_table_entry_alias, table)
    protected override IEnumerable<RequesterId> DeviceTableIdsFor(PciFunction function) => function.DmaAliases.Select(alias => alias.Id);
}
