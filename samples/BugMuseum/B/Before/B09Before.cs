using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>Linux before 5ccf1b8ae76d: pci_domain_nr() in 16 bits.</summary>
internal sealed class B09Before(Machine machine) : B09Host(machine)
{
    protected override BusNotifier CreateNotifier(Iommu xen) => new XenNotifier(xen);

    private sealed class XenNotifier(Iommu xen) : BusNotifier(priority: 0)
    {
        protected override async Flow OnDeviceAdded(PciFunction function) => xen.Register(AsXenKnowsIt(function));

        protected override async Flow OnDeviceRemoved(PciFunction function) => xen.Unregister(AsXenKnowsIt(function));

        private static PciFunction AsXenKnowsIt(PciFunction function)
        {
            var address = new Bdf((ushort)function.Address.Segment, function.Address.RequesterId);
            return function.Bus.Machine.Functions.FirstOrDefault(other => other.Address == address) ?? function;
        }
    }
}
