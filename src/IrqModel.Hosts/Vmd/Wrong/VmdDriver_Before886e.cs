namespace IrqModel.Hosts;

/// <summary>
/// The VMD driver before 886e67100b90, since ee81ee84f873: what is behind was found before the bus had an MSI domain, got the default one, and
/// with interrupt remapping on its messages are blocked.
/// </summary>
/// <param name="host">The host that the driver is part of; given once it exists.</param>
public sealed class VmdDriver_Before886e(Func<Host> host) : VmdDriver(host)
{
    /// <inheritdoc/>
    protected override async Flow EnableDomain(Host host, PciBus bus, PciFunction vmd)
    {
        ArgumentNullException.ThrowIfNull(host);
        ArgumentNullException.ThrowIfNull(bus);
        ArgumentNullException.ThrowIfNull(vmd);
        await host.ScanBus(bus);
        bus.SetMsiDomain(vmd.MsiDomain);
    }
}
