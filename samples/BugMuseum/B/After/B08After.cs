using IrqModel;

namespace BugMuseum.B;

/// <summary>BUS_NOTIFY_REMOVED_DEVICE: the driver goes first.</summary>
internal sealed class B08After(Machine machine) : B08Linux(machine, new QuiescingDriver())
{
    public override async Flow Unplug(PciFunction function)
    {
        await function.Remove();                // device_del(): the driver's remove()
        Iommu.Unregister(function);             // dmar_pci_bus_del_dev()
    }
}
