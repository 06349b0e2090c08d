using IrqModel;

namespace BugMuseum.G;

/// <summary>What both models of G14 have in common: a guest from which the host takes a device.</summary>
internal abstract class G14Host(Machine machine) : G03Host(machine)
{
    /// <summary>hv_irq_unmask() on one processor, hv_eject_device_work() on another.</summary>
    public abstract Flow MoveDuringEject(PciFunction function);
}
