using IrqModel;

namespace BugMuseum.A;

/// <summary>Linux, whose DMAR driver gives a function the domain of its unit, or none.</summary>
internal sealed class A08Host(Machine machine, PciDriver driver) : Host(machine)
{
    private readonly Iommu dmar = new(machine);

    public override async Flow Boot()
    {
        dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new Notifier(dmar));
        await ScanBuses();
        await RegisterDriver(driver);
    }

    private sealed class Notifier(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            dmar.Register(function);
            if (function.HasSpecialMsiDomain) return;
            function.AssignMsiDomain(dmar.FindMsiDomain(function));     // NULL if no unit matches
        }
    }
}
