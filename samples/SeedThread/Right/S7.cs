using IrqModel;
using SeedThread.Hosts;

namespace SeedThread.Right;

/// <summary>
/// S7: "you end-up in dmar_pci_bus_add_dev(), which calls intel_irq_remap_add_device(), which tries to set the MSI domain. Why isn't that
/// enough?" A NIC is hot-added: AddDevice gives it a default, then the notifier decides. For a PF that is enough.
/// </summary>
public sealed class S7(Machine machine, PciDriver? driver = null) : LinuxBoot(machine, driver)
{
    /// <inheritdoc/>
    protected override IommuNotifier CreateNotifier(Iommu dmar) => new DmarNotifier(dmar);

    private sealed class DmarNotifier(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.PhysicalFunction is not null)
            {
                function.InheritMsiDomain();    // without this it is S1
                return;
            }

            dmar.Register(function);                                // dmar_pci_bus_add_dev()
            if (!dmar.InterruptRemappingEnabled || function.HasSpecialMsiDomain) return; // intel_irq_remap_add_device()
            function.AssignMsiDomain(dmar.FindMsiDomain(function)); // replaces the default
        }

        protected override async Flow OnDeviceRemoved(PciFunction function) => dmar.Unregister(function);
    }
}
