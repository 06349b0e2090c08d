using IrqModel;

namespace BugMuseum.A;

/// <summary>irq_domain_free_fwnode() right after irq_domain_create_hierarchy(): the next node is at the same address.</summary>
internal sealed class A10Before(Machine machine) : Iommu(machine)
{
    private const int FreedNode = 0x1000;

    private readonly Dictionary<RemappingUnit, int> nodes = machine.RemappingUnits.ToDictionary(unit => unit, _ => FreedNode);

    // irq_find_matching_fwspec(): the domain that was created last is found first.
    protected override MsiDomain? SelectMsiDomain(PciFunction function) =>
        Machine.UnitCovering(function) is { } unit ? MsiDomainOf(nodes.Last(node => node.Value == nodes[unit]).Key) : null;
}
