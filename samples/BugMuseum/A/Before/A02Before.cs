using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.A;

/// <summary>Every function takes the domain of its own bus.</summary>
internal sealed class A02Before(Machine machine) : Linux(machine)
{
    protected override void SetUpBus(PciBus bus)
    {
        if (bus.Bridge is { } bridge) bus.SetMsiDomain(bridge.MsiDomain);       // pci_set_bus_msi_domain(): bus->self, NULL for a virtual bus
    }

    protected override BusNotifier CreateNotifier() => new Notifier(Dmar);

    private sealed class Notifier(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomainFromBus();     // dev_set_msi_domain(&dev->dev, dev_get_msi_domain(&dev->bus->dev))
                return;
            }

            dmar.Register(function);
            if (function.HasSpecialMsiDomain) return;
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
        }
    }
}
