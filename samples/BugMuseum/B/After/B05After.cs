using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>What is there is visited first, and what comes later is announced.</summary>
internal sealed class B05After(Machine machine) : Host(machine)
{
    private readonly Iommu dmar = new(machine);

    public override async Flow Boot()
    {
        dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        await ScanBuses();
        foreach (var function in AddedFunctions) // dmar_dev_scope_init()
        {
            dmar.Register(function);
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
        }

        Subscribe(new DmarNotifier(dmar));      // dmar_register_bus_notifier()
        await RegisterDriver(new EndpointDriver());
    }
}
