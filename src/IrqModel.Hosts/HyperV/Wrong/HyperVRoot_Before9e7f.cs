namespace IrqModel.Hosts;

/// <summary>
/// Hyper-V with the domain tied to the bus only after the scan, as before 9e7f9178ab49, when it hung on the bus's <c>sysdata</c>: what was found
/// has the default domain, writes messages of its own making, and the hypervisor's units block them.
/// </summary>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public sealed class HyperVRoot_Before9e7f(Machine machine, params PciDriver[] drivers) : HyperVRoot(machine, drivers)
{
    /// <inheritdoc/>
    protected override async Flow ScanRootBuses()
    {
        foreach (var bus in Machine.Buses.Where(bus => bus.Parent is null).ToArray())
        {
            await ScanBus(bus);
            bus.SetMsiDomain(MsiDomain);
        }
    }

    /// <inheritdoc/>
    protected override void SetUpBus(PciBus bus)
    {
    }
}
