using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>Linux since 5ccf1b8ae76d.</summary>
internal sealed class B09After(Machine machine) : B09Host(machine)
{
    protected override BusNotifier CreateNotifier(Iommu xen) => new XenNotifier(xen);

    private sealed class XenNotifier(Iommu xen) : BusNotifier(priority: 0)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.Address.Segment <= ushort.MaxValue) xen.Register(function);
        }

        protected override async Flow OnDeviceRemoved(PciFunction function)
        {
            if (function.Address.Segment <= ushort.MaxValue) xen.Unregister(function);
        }
    }
}
