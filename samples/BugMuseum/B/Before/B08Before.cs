using IrqModel;

namespace BugMuseum.B;

/// <summary>BUS_NOTIFY_DEL_DEVICE: out of the scope first.</summary>
internal sealed class B08Before(Machine machine) : B08Linux(machine, new QuiescingDriver())
{
    public override async Flow Unplug(PciFunction function)
    {
        Iommu.Unregister(function);             // dmar_pci_bus_del_dev()
        await function.Remove();                // device_del(): the driver's remove()
    }
}
