using IrqModel;

namespace BugMuseum.R;

/// <summary>Nodes that are not the right one are passed over.</summary>
internal sealed class R19After(Machine machine) : Iommu(machine, "imsic")
{
    protected override MsiDomain? SelectMsiDomain(PciFunction function)
    {
        foreach (var unit in Machine.RemappingUnits)
        {
            if (!unit.Names(function)) continue;
            return MsiDomainOf(unit);
        }

        return null;
    }
}
