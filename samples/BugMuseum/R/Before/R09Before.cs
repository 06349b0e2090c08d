using IrqModel;

namespace BugMuseum.R;

/// <summary>A guest that takes what the look-up finds, even if it is nothing.</summary>
internal sealed class R09Before(Machine machine) : Kernel(machine)
{
    public override async Flow Boot()
    {
        Iommu.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new Notifier(Iommu));
        await ScanBuses();
        await StartDrivers();
    }

    // of_msi_configure(), iort_get_device_domain()
    private sealed class Notifier(Iommu iommu) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            iommu.Register(function);
            if (function.HasSpecialMsiDomain) return;
            function.AssignMsiDomain(iommu.FindMsiDomain(function));
        }
    }
}
