using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>Looks the VF itself up.</summary>
internal sealed class B02Before(Machine machine) : Linux(machine)
{
    protected override Iommu Dmar => field ??= new Scopes(Machine);

    protected override BusNotifier CreateNotifier() => new Notifier(Dmar);

    // device_to_iommu()
    private sealed class Scopes(Machine machine) : Iommu(machine)
    {
        protected override MsiDomain? SelectMsiDomain(PciFunction function)
        {
            PciFunction named = function;
            foreach (var unit in Machine.RemappingUnits)
            {
                if (unit.Scopes.Any(scope => scope.LeadsTo(named))) return MsiDomainOf(unit);
            }

            return MsiDomainOf(Machine.RemappingUnits.First(unit => unit.IncludeAll));
        }
    }

    private sealed class Notifier(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            dmar.Register(function);
            if (function.HasSpecialMsiDomain) return;
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
        }
    }
}
