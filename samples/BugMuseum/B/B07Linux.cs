using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>Linux while somebody plugs a card in during boot.</summary>
internal abstract class B07Linux(Machine machine) : Host(machine)
{
    /// <summary>The DMAR driver.</summary>
    protected Iommu Dmar { get; } = new(machine);

    /// <summary>pciehp_ist(): a thread of its own, in which a card comes.</summary>
    protected Flow HotPlugThread { get; private set; } = null!;

    public override async Flow Boot()
    {
        Dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        await ScanBuses();                      // subsys_initcall
        HotPlugThread = PlugIn();
        await StartDmar();                      // rootfs_initcall: intel_iommu_init()
        await HotPlugThread;
        await RegisterDriver(new EndpointDriver());
    }

    /// <summary>intel_iommu_init(): visits what is there, subscribes to what comes.</summary>
    protected abstract Flow StartDmar();

    private async Flow PlugIn()
    {
        await Flow.Completed;
        await HotAdd(Machines.Nic(this));
    }
}
