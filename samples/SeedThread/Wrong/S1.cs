using IrqModel;
using SeedThread.Hosts;

namespace SeedThread.Wrong;

/// <summary>S1: Linux 5.10-rc3. The DMAR notifier skips VFs, which keep the plain PCI-MSI domain.</summary>
public sealed class S1(Machine machine, PciDriver? driver = null) : LinuxBoot(machine, driver)
{
    /// <inheritdoc/>
    protected override IommuNotifier CreateNotifier(Iommu dmar) => new DmarNotifier(dmar);

    // dmar_pci_bus_notifier(), drivers/iommu/intel/dmar.c
    private sealed class DmarNotifier(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual) return;
            Decide(dmar, function);
        }

        protected override async Flow OnDeviceRemoved(PciFunction function) => dmar.Unregister(function);
    }
}
