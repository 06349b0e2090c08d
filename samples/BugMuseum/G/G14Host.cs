using IrqModel;

namespace BugMuseum.G;

/// <summary>What both models of G14 have in common: a guest from which the host takes a device.</summary>
internal abstract class G14Host(Machine machine) : G03Host(machine)
{
    /// <summary>The driver's probe, the host's PCI_EJECT in the middle of it, and hv_eject_device_work().</summary>
    public abstract Flow SetUpDuringEject(PciFunction function);
}
