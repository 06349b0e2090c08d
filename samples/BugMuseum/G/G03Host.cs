using BugMuseum.D;
using IrqModel;

namespace BugMuseum.G;

/// <summary>What both models of G3 have in common: a guest whose functions get their messages from the hypervisor.</summary>
internal abstract class G03Host(Machine machine) : Host(machine)
{
    private readonly Iommu hyperV = new(machine, "hyper-v");

    /// <inheritdoc/>
    public override async Flow Boot()
    {
        hyperV.EnableInterruptRemapping();      // the host's own, before the guest starts
        OverrideDefaultMsiDomain(new HypervisorMsiDomain("HV-PCI-MSI", hyperV));
        CreateDefaultMsiDomain();
        Subscribe(new BusRelations(hyperV));
        await ScanBuses();                      // hv_pci_probe()
        await RegisterDriver(new EndpointDriver());
    }

    // PCI_BUS_RELATIONS: the host knows what it gave to the guest.
    private sealed class BusRelations(Iommu hyperV) : IommuNotifier(priority: 0)
    {
        protected override async Flow OnDeviceAdded(PciFunction function) => hyperV.Register(function);

        protected override async Flow OnDeviceRemoved(PciFunction function) => hyperV.Unregister(function);
    }
}
