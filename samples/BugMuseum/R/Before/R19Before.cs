using IrqModel;

namespace BugMuseum.R;

/// <summary>The first node that is not the right one ends the search.</summary>
internal sealed class R19Before(Machine machine) : Iommu(machine, "imsic")
{
    protected override MsiDomain? SelectMsiDomain(PciFunction function)
    {
        foreach (var unit in Machine.RemappingUnits)
        {
            if (!unit.Names(function)) return null;
            return MsiDomainOf(unit);
        }

        return null;
    }
}
