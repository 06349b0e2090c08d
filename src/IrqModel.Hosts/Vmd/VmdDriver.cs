namespace IrqModel.Hosts;

/// <summary>
/// The driver of Intel's Volume Management Device, a function that hides a PCI hierarchy behind itself, where it leaves the MSI-X of what is
/// behind alone. Linux after 886e67100b90: the bus gets VMD's own MSI domain before anything on it is found.
/// </summary>
/// <remarks>
/// <c>drivers/pci/controller/vmd.c</c>. The DMAR notifier ignores the hidden functions, whose segment firmware does not know, so what the bus
/// passes on is what they keep.
/// </remarks>
/// <param name="host">The host that the driver is part of; given once it exists.</param>
public class VmdDriver(Func<Host> host) : PciDriver("vmd")
{
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
        bus.SetMsiDomain(vmd.MsiDomain);        // dev_set_msi_domain(&vmd->bus->dev, dev_get_msi_domain(&vmd->dev->dev))
        await host.ScanBus(bus);                // pci_scan_child_bus()
    }

    private static PciBus? BusBehind(PciFunction function) =>
        function.Bus.Machine.Buses.FirstOrDefault(bus => ReferenceEquals(bus.Controller, function));
}
