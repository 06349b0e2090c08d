using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>The notifier comes after the scan; nobody looks at what is there.</summary>
internal sealed class B05Before(Machine machine) : Host(machine)
{
    private readonly Iommu dmar = new(machine);

    public override async Flow Boot()
    {
        dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        await ScanBuses();
        Subscribe(new DmarNotifier(dmar));      // dmar_register_bus_notifier()
        await RegisterDriver(new EndpointDriver());
    }
}
