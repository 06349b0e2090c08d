using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.E;

/// <summary>What both models of E5 have in common: a thread in the store, and one that resets the PF.</summary>
internal abstract class E05Host(Machine machine) : Linux(machine)
{
    /// <summary>device_lock()</summary>
    protected Mutex Device { get; } = new();

    /// <summary>pci_cfg_access_lock()</summary>
    protected Mutex ConfigurationAccess { get; } = new();

    /// <summary>Both threads at once.</summary>
    public async Flow ResetWhileVfsAreEnabled(PhysicalFunction physical)
    {
        var store = StoreNumVfs(physical);
        await Reset(physical);
        await store;
    }

    /// <summary>The lock that pci_dev_lock() takes first.</summary>
    protected abstract Mutex First { get; }

    /// <summary>The lock that pci_dev_lock() takes then.</summary>
    protected abstract Mutex Second { get; }

    // sriov_numvfs_store()
    private async Flow StoreNumVfs(PhysicalFunction physical)
    {
        if (!await Device.Take()) return;
        await Flow.Completed;
        if (await ConfigurationAccess.Take())   // sriov_enable(): pci_cfg_access_lock()
        {
            await physical.EnableSriov(2);
            ConfigurationAccess.Release();
        }

        Device.Release();
    }

    // pci_reset_function(): the function loses its messages, and gets them back when the reset is over.
    private async Flow Reset(PciFunction function)
    {
        if (!await First.Take()) return;
        function.Suspend();                     // the slot is held in reset
        if (!await Second.Take()) return;
        function.PowerUp();
        function.EnableMemoryDecoding();
        function.RestoreMessages();             // pci_dev_restore()
        ConfigurationAccess.Release();
        Device.Release();
    }
}
