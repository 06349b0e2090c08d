namespace IrqModel.Hosts;

/// <summary>
/// Linux as Hyper-V's root partition. The hypervisor owns the remapping units; for each vector the root asks it for an interrupt and gets the
/// message to write. The domain is not the platform's default but that of every root bus, set before anything on the bus is found.
/// </summary>
/// <remarks>
/// <c>hv_create_pci_msi_domain()</c>, <c>hv_irq_compose_msi_msg()</c>, <c>arch/x86/hyperv/irqdomain.c</c>; that the bridge has the domain before
/// the scan is 9e7f9178ab49's order in <c>drivers/pci/controller/pci-hyperv.c</c>.
/// </remarks>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public class HyperVRoot(Machine machine, params PciDriver[] drivers) : Host(machine)
{
    /// <summary>The hypervisor.</summary>
    protected Iommu Hypervisor { get; } = new(machine, "hv");

    /// <summary>The domain whose messages the hypervisor makes; its vectors are Linux's own.</summary>
    protected HypervisorMsiDomain MsiDomain => field ??= new("HV-PCI-MSI", Hypervisor, VectorDomain, "HV-PCI-MSI");

    /// <inheritdoc/>
    public override async Flow Boot()
    {
        Hypervisor.EnableInterruptRemapping();  // before the root partition starts
        CreateDefaultMsiDomain();
        Subscribe(new HyperVNotifier(Hypervisor));
        await ScanRootBuses();
        foreach (var driver in drivers) await RegisterDriver(driver);
    }

    /// <summary>Finds the functions; the root buses have their domain by then.</summary>
    protected virtual Flow ScanRootBuses() => ScanBuses();

    /// <inheritdoc/>
    protected override void SetUpBus(PciBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        if (bus.Parent is null) bus.SetMsiDomain(MsiDomain);    // dev_set_msi_domain(&hbus->bridge->dev, ...)
        else base.SetUpBus(bus);
    }

    // HVCALL_ATTACH_DEVICE: the hypervisor learns of the function when the root does; a VF by its own id.
    private sealed class HyperVNotifier(Iommu hypervisor) : IommuNotifier(priority: 0)
    {
        protected override async Flow OnDeviceAdded(PciFunction function) => hypervisor.Register(function);

        protected override async Flow OnDeviceRemoved(PciFunction function) => hypervisor.Unregister(function);
    }
}
