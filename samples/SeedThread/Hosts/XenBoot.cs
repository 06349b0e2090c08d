using IrqModel;

namespace SeedThread.Hosts;

/// <summary>
/// Linux as Xen's dom0: Xen owns the remapping units and has switched them on; every function is announced to Xen, and the MSI domain is
/// Xen's. The DMAR notifier is there too and must leave a special domain alone.
/// </summary>
public abstract class XenBoot(Machine machine) : Host(machine)
{
    // dom0's own driver finds no units to switch on: Xen has them.
    private readonly Iommu dmar = new(machine);

    /// <summary>The hypervisor.</summary>
    protected Iommu Xen { get; } = new(machine, "xen");

    /// <inheritdoc/>
    public override async Flow Boot()
    {
        Xen.EnableInterruptRemapping();         // before dom0 starts
        CreatePlatformMsiDomain();              // arch_initcall: pci_arch_init()
        Subscribe(new XenNotifier(Xen));        // arch_initcall: register_xen_pci_notifier()
        Subscribe(new DmarNotifier(dmar));       // rootfs_initcall: dmar_register_bus_notifier()
        await ScanBuses();
        await RegisterDriver(new NicDriver());
    }

    /// <summary>x86_init.pci.arch_init() and x86_create_pci_msi_domain(), in the right order or not.</summary>
    protected abstract void CreatePlatformMsiDomain();

    // xen_add_device(), drivers/xen/pci.c: PHYSDEVOP_pci_device_add, for VFs with XEN_PCI_DEV_VIRTFN
    private sealed class XenNotifier(Iommu xen) : IommuNotifier(priority: 2)
    {
        protected override async Flow OnDeviceAdded(PciFunction function) => xen.Register(function);

        protected override async Flow OnDeviceRemoved(PciFunction function) => xen.Unregister(function);
    }

    // S2's notifier with the guard of intel_irq_remap_add_device(): pci_dev_has_special_msi_domain()
    private sealed class DmarNotifier(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();
                return;
            }

            dmar.Register(function);
            if (!dmar.InterruptRemappingEnabled || function.HasSpecialMsiDomain) return;
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
        }
    }
}
