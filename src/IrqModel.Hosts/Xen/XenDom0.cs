using IrqModel.Contracts;

namespace IrqModel.Hosts;

/// <summary>
/// Linux as Xen's PV dom0. Xen owns the remapping units and has switched them on; every function, VFs included, is announced to it, and it
/// composes the messages. Firmware's DMAR table is hidden from dom0, so its own IOMMU drivers do not start.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
[Brings(Assumption.PlatformDomains)]
public class XenDom0(Machine machine, params PciDriver[] drivers) : Host(machine)
{
    /// <summary>The hypervisor.</summary>
    protected Iommu Xen { get; } = new(machine, "xen");

    /// <inheritdoc/>
    public override async Flow Boot()
    {
        Xen.EnableInterruptRemapping();         // before dom0 starts
        CreatePlatformMsiDomain();              // arch_initcall: pci_arch_init()
        Subscribe(new XenNotifier(Xen));        // arch_initcall: register_xen_pci_notifier()
        await ScanBuses();                      // subsys_initcall: acpi_init()
        foreach (var driver in drivers) await RegisterDriver(driver); // device_initcall
    }

    /// <summary>
    /// <c>x86_init.pci.arch_init()</c>, which is <c>pci_xen_initial_domain()</c>, then <c>x86_create_pci_msi_domain()</c>: since 70245f86c109 in
    /// this order.
    /// </summary>
    protected virtual void CreatePlatformMsiDomain()
    {
        OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", Xen));
        CreateDefaultMsiDomain();
    }

    // xen_pci_notifier(), drivers/xen/pci.c: PHYSDEVOP_pci_device_add, for VFs with XEN_PCI_DEV_VIRTFN and their PF
    private sealed class XenNotifier(Iommu xen) : IommuNotifier(priority: 0)
    {
        protected override async Flow OnDeviceAdded(PciFunction function) => xen.Register(function);

        protected override async Flow OnDeviceRemoved(PciFunction function) => xen.Unregister(function);
    }
}
