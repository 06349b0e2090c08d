using IrqModel;

namespace BugMuseum.R;

/// <summary>A guest that takes its default where the look-up finds nothing.</summary>
internal sealed class R09After(Machine machine) : Kernel(machine)
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
            if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
        }
    }
}
