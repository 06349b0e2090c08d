using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.G;

/// <summary>What both models of G6 have in common: dom0, and Xen, which is told of nothing beyond the segments of firmware.</summary>
internal abstract class G06Host(Machine machine) : Host(machine)
{
    private readonly Iommu xen = new(machine, "xen");

    /// <summary>Whether the driver has the VMD take over the messages from behind it.</summary>
    protected abstract bool VmdTakesOverMessages { get; }

    /// <inheritdoc/>
    public override async Flow Boot()
    {
        xen.EnableInterruptRemapping();         // before dom0 starts
        OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", xen)); // pci_xen_initial_domain()
        CreateDefaultMsiDomain();
        Subscribe(new XenNotifier(xen));
        await ScanBuses();
        await RegisterDriver(new VmdDriver(() => this, VmdTakesOverMessages));
        await RegisterDriver(new EndpointDriver());
    }

    // xen_pci_notifier(): PHYSDEVOP_pci_device_add has 16 bits for the segment; 5ccf1b8ae76d
    private sealed class XenNotifier(Iommu xen) : BusNotifier(priority: 0)
    {
        private const int LastSegment = 0xFFFF;

        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.Address.Segment <= LastSegment) xen.Register(function);
        }

        protected override async Flow OnDeviceRemoved(PciFunction function) => xen.Unregister(function);
    }
}
