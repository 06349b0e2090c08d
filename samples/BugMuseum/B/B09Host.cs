using BugMuseum.Shared;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.B;

/// <summary>What both models of B9 have in common: dom0, with a VMD that takes over the messages from behind it.</summary>
internal abstract class B09Host(Machine machine) : Host(machine)
{
    private readonly Iommu xen = new(machine, "xen");

    /// <inheritdoc/>
    public override async Flow Boot()
    {
        xen.EnableInterruptRemapping();         // before dom0 starts
        OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", xen)); // pci_xen_initial_domain()
        CreateDefaultMsiDomain();
        Subscribe(CreateNotifier(xen));
        await ScanBuses();
        await RegisterDriver(new VmdDriver(() => this, takesOverMessages: true));
        await RegisterDriver(new EndpointDriver());
    }

    /// <summary>xen_pci_notifier()</summary>
    protected abstract BusNotifier CreateNotifier(Iommu xen);
}
