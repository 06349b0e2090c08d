namespace IrqModel.Hosts;

/// <summary>
/// Linux as a Xen HVM guest that uses event channels for its interrupts. The toolstack has assigned it the functions it sees, and with that
/// registered them with Xen, whose remapping units the guest never sees; the guest's messages name a pirq, and Xen makes the real ones.
/// </summary>
/// <remarks><c>pci_xen_hvm_init()</c>, <c>xen_hvm_setup_msi_irqs()</c>, <c>arch/x86/pci/xen.c</c>.</remarks>
/// <param name="machine">The machine as the guest sees it: the functions that were assigned to it.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public class XenHvm(Machine machine, params PciDriver[] drivers) : Host(machine)
{
    /// <summary>The hypervisor.</summary>
    protected Iommu Xen { get; } = new(machine, "xen");

    /// <inheritdoc/>
    public override async Flow Boot()
    {
        Xen.EnableInterruptRemapping();         // before the guest starts
        foreach (var function in Machine.Functions) Xen.Register(function); // XEN_DOMCTL_assign_device, from the toolstack
        OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", Xen)); // arch_initcall: pci_arch_init(), pci_xen_hvm_init()
        CreateDefaultMsiDomain();               // x86_create_pci_msi_domain(): xen_create_pci_msi_domain()
        await ScanBuses();                      // subsys_initcall: acpi_init()
        foreach (var driver in drivers) await RegisterDriver(driver); // device_initcall
    }
}
