using IrqModel;
using SeedThread.Hosts;

namespace SeedThread.Wrong;

/// <summary>S3: "inherit the irq domain from the bus". Right with one unit a bus; "Intel/DMAR can have more than one".</summary>
public sealed class S3(Machine machine) : NotifierFirst(machine)
{
    /// <inheritdoc/>
    protected override void SetUpBus(PciBus bus)
    {
        var units = Machine.UnitsServing(bus.IsVirtual ? bus.Parent! : bus);
        if (units.Count > 0) bus.SetMsiDomain(Dmar.MsiDomainOf(units[0]));
    }

    /// <inheritdoc/>
    protected override async Flow AddDevice(PciFunction function)
    {
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        function.MatchDriver = false;
        await function.Add();
        function.InheritMsiDomainFromBus();
        function.MatchDriver = true;
        await function.Attach();
    }
}
