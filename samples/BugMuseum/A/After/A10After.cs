using IrqModel;

namespace BugMuseum.A;

/// <summary>The nodes live as long as their domains.</summary>
internal sealed class A10After(Machine machine) : Iommu(machine)
{
    private const int FirstNode = 0x1000;

    private readonly Dictionary<RemappingUnit, int> nodes =
        machine.RemappingUnits.ToDictionary(unit => unit, unit => FirstNode + unit.Index);

    // irq_find_matching_fwspec()
    protected override MsiDomain? SelectMsiDomain(PciFunction function) =>
        Machine.UnitCovering(function) is { } unit ? MsiDomainOf(nodes.Last(node => node.Value == nodes[unit]).Key) : null;
}
