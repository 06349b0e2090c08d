namespace IrqModel.Hosts;

/// <summary>
/// The driver of Intel's Volume Management Device, a function that hides a PCI hierarchy behind itself. Linux after 886e67100b90: the bus gets
/// its MSI domain before anything on it is found. Where the VMD lets messages from behind it pass, that is the VMD's own; where it takes them
/// over, one whose interrupts ride on the VMD's vectors.
/// </summary>
/// <remarks>
/// <c>drivers/pci/controller/vmd.c</c>. The DMAR notifier ignores the hidden functions, whose segment firmware does not know, so what the bus
/// passes on is what they keep.
/// </remarks>
/// <param name="host">The host that the driver is part of; given once it exists.</param>
/// <param name="takesOverMessages">Whether the VMD cannot let messages pass (Linux: without <c>VMD_FEAT_CAN_BYPASS_MSI_REMAP</c>).</param>
public class VmdDriver(Func<Host> host, bool takesOverMessages = false) : PciDriver("vmd")
{
    private readonly bool takesOverMessages = takesOverMessages;

    /// <inheritdoc/>
    public override bool Matches(PciFunction function) => BusBehind(function) is not null;

    /// <inheritdoc/>
    protected override async Flow Probe(PciFunction function)
    {
        await base.Probe(function);             // vmd_alloc_irqs()
        await EnableDomain(host(), BusBehind(function)!, function);
    }

    /// <summary>Brings up the hidden bus: <c>vmd_enable_domain()</c>.</summary>
    protected virtual async Flow EnableDomain(Host host, PciBus bus, PciFunction vmd)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(vmd);

        // vmd_create_irq_domain(), or dev_get_msi_domain(&vmd->dev->dev); then dev_set_msi_domain(&vmd->bus->dev, ...)
        bus.SetMsiDomain(takesOverMessages ? new VmdMsiDomain(vmd) : vmd.MsiDomain);
        await host.ScanBus(bus);                // pci_scan_child_bus()
    }

    private static PciBus? BusBehind(PciFunction function) =>
        function.Bus.Machine.Buses.FirstOrDefault(bus => ReferenceEquals(bus.Controller, function));
}
