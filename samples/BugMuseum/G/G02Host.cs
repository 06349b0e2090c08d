using BugMuseum.D;
using IrqModel;

namespace BugMuseum.G;

/// <summary>What both models of G2 have in common: dom0, where a DMAR driver runs besides Xen.</summary>
internal abstract class G02Host(Machine machine) : Host(machine)
{
    private readonly Iommu xen = new(machine, "xen");

    /// <inheritdoc/>
    public override async Flow Boot()
    {
        xen.EnableInterruptRemapping();         // before dom0 starts
        OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", xen)); // pci_xen_initial_domain()
        CreateDefaultMsiDomain();
        Subscribe(new XenNotifier(xen));
        Subscribe(CreateDmarNotifier(new Iommu(Machine), new PciMsiDomain(VectorDomain)));
        await ScanBuses();
        await RegisterDriver(new EndpointDriver());
    }

    /// <summary>dmar_pci_bus_notifier()</summary>
    /// <param name="dmar">The DMAR driver of dom0, whose units are Xen's.</param>
    /// <param name="plain">The domain it falls back to.</param>
    protected abstract IommuNotifier CreateDmarNotifier(Iommu dmar, MsiDomain plain);

    // xen_pci_notifier(): PHYSDEVOP_pci_device_add
    private sealed class XenNotifier(Iommu xen) : IommuNotifier(priority: 2)
    {
        protected override async Flow OnDeviceAdded(PciFunction function) => xen.Register(function);

        protected override async Flow OnDeviceRemoved(PciFunction function) => xen.Unregister(function);
    }
}
