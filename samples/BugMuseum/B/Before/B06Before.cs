using IrqModel;

namespace BugMuseum.B;

/// <summary>dmar_insert_dev_scope() refuses a scope whose type and the function's header do not fit.</summary>
internal sealed class B06Before(Machine machine) : Iommu(machine)
{
    protected override MsiDomain? SelectMsiDomain(PciFunction function)
    {
        foreach (var unit in Machine.RemappingUnits)
        {
            foreach (var scope in unit.Scopes)
            {
                if (scope.LeadsTo(function) && scope.Kind == DeviceScopeKind.Endpoint && function is PciBridge) return null;
            }
        }

        return base.SelectMsiDomain(function);
    }
}
