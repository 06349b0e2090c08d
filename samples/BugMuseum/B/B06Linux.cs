using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>Linux with a DMAR driver of one's choice and a driver for the bridge.</summary>
internal sealed class B06Linux(Machine machine, Iommu dmar) : Host(machine)
{
    public override async Flow Boot()
    {
        dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new Notifier(dmar));
        await ScanBuses();
        await RegisterDriver(new NamedDriver("ntb"));
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
