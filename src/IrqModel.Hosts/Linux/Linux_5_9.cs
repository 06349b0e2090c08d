namespace IrqModel.Hosts;

/// <summary>
/// Linux 5.9: no function has an MSI domain. At every allocation the IOMMU driver is asked for the one of the unit that covers the function,
/// or, for a VF, its PF. Late and slow, and right for VFs.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public class Linux_5_9(Machine machine, params PciDriver[] drivers) : LinuxHost(machine, drivers)
{
    /// <inheritdoc/>
    protected override async Flow AddDevice(PciFunction function)
    {
        function.MatchDriver = false;           // pci_device_add()
        await function.Add();                   // device_add()
        function.MatchDriver = true;            // pci_bus_add_device()
        await function.Attach();
    }

    /// <inheritdoc/>
    protected override void SetUpBus(PciBus bus)
    {
        // pci_set_bus_msi_domain(): no bridge has a domain to pass on.
    }

    /// <inheritdoc/>
    /// <remarks><c>native_setup_msi_irqs()</c>, <c>arch/x86/kernel/apic/msi.c</c>: what the IOMMU says, else the plain domain.</remarks>
    protected override MsiDomain? MsiDomainForVectors(PciFunction function) =>
        GetIrqDomain(Iommu.Knows(function) ? function : function.PhysicalFunction ?? function) ?? DefaultMsiDomain;

    /// <inheritdoc/>
    protected internal override void AddToDmar(PciFunction function)
    {
        if (function.Address.Segment <= LastFirmwareSegment) Iommu.Register(function);
    }

    /// <inheritdoc/>
    protected internal override void ProbeForAmd(PciFunction function)
    {
        if (Machine.UnitCovering(function) is not null) Iommu.Register(function);
    }

    /// <inheritdoc/>
    protected override BusNotifier CreateDmarNotifier() => new DmarNotifier(this);

    // irq_remapping_get_irq_domain(): intel_get_irq_domain() finds the unit by dmar_find_matched_drhd_unit(), amd's by requester id.
    private MsiDomain? GetIrqDomain(PciFunction function) => Iommu.Knows(function) ? Iommu.FindMsiDomain(function) : null;

    // dmar_pci_bus_notifier(): it may skip VFs, because their MSI domain does not depend on it.
    private sealed class DmarNotifier(Linux_5_9 host) : BusNotifier(priority: int.MinValue)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual) return;
            host.AddToDmar(function);
        }

        protected override async Flow OnDeviceRemoved(PciFunction function) => host.Iommu.Unregister(function);
    }
}
