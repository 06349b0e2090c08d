using BugMuseum.Shared;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.B;

/// <summary>Linux 5.9, which asks at every allocation in whose scope a function is.</summary>
internal abstract class B08Linux(Machine machine, PciDriver driver) : Linux_5_9(machine, driver)
{
    /// <summary>pci_stop_and_remove_bus_device(), with what the DMAR driver does meanwhile.</summary>
    public abstract Flow Unplug(PciFunction function);
}
