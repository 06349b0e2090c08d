using IrqModel;

namespace BugMuseum.Shared;

/// <summary>Linux on VT-d as far as most exhibits need it: remapping on, a notifier, the scan, the drivers.</summary>
internal abstract class Linux(Machine machine) : Host(machine)
{
    /// <summary>The DMAR driver.</summary>
    protected virtual Iommu Dmar => field ??= new(Machine);

    public override async Flow Boot()
    {
        Dmar.EnableInterruptRemapping();        // enable_IR_x2apic()
        CreateDefaultMsiDomain();               // x86_create_pci_msi_domain()
        Subscribe(CreateNotifier());            // dmar_register_bus_notifier()
        await ScanBuses();
        await RegisterDriver(new EndpointDriver());
    }

    /// <summary>dmar_pci_bus_notifier()</summary>
    protected virtual BusNotifier CreateNotifier() => new DmarNotifier(Dmar);
}
