using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>The DMAR driver is told last.</summary>
internal sealed class B01Before(Machine machine) : Host(machine)
{
    private readonly Iommu dmar = new(machine);

    public override async Flow Boot()
    {
        dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new IommuCore(dmar));         // iommu_bus_init()
        Subscribe(new Scopes(dmar));            // dmar_register_bus_notifier()
        await ScanBuses();
        await RegisterDriver(new EndpointDriver());
    }

    // iommu_bus_notifier(): iommu_probe_device()
    private sealed class IommuCore(Iommu dmar) : BusNotifier(priority: 0)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (!function.HasSpecialMsiDomain) function.AssignMsiDomain(dmar.FindMsiDomain(function));
        }
    }

    // dmar_pci_bus_notifier(): dmar_insert_dev_scope()
    private sealed class Scopes(Iommu dmar) : IommuNotifier(priority: int.MinValue)
    {
        protected override async Flow OnDeviceAdded(PciFunction function) => dmar.Register(function);
    }
}
