using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.R;

/// <summary>What both models of R17 have in common: a hypervisor with a device that it has passed through itself.</summary>
internal abstract class R17Hypervisor(Machine machine) : Kernel(machine)
{
    public override async Flow Boot()
    {
        Iommu.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new DmarNotifier(Iommu));
        await ScanBuses();                      // no driver: the devices are for the guest
    }

    /// <summary>A guest that uses a device, and ends.</summary>
    public abstract Flow ShutDown(PciFunction function);
}
