using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.E;

/// <summary>What both models of E2 have in common.</summary>
internal abstract class E02Host(Machine machine) : Linux_6_12(machine, new EndpointDriver())
{
    // How many other things a kernel does while a thread sleeps for 100 ms.
    private const int Steps = 100;

    /// <summary>One thread is in <c>sriov_numvfs_store()</c> when another is told by <c>pciehp</c> that the slot is empty.</summary>
    public abstract Flow StoreNumVfsDuringUnplug(PhysicalFunction physical, int count);

    /// <summary>msleep(100) in sriov_enable(): VFs need not answer before.</summary>
    protected static async Flow Sleep()
    {
        for (var step = 0; step < Steps; step++) await Flow.Completed;
    }

    /// <summary>pciehp_unconfigure_device(), under pci_lock_rescan_remove()</summary>
    protected static async Flow Unplug(PhysicalFunction physical) => await physical.Remove();
}
