using IrqModel;

namespace BugMuseum.E;

/// <summary>Linux since a5338e365c45: <c>sriov_numvfs_store()</c> holds pci_lock_rescan_remove() until it is through.</summary>
internal sealed class E02After(Machine machine) : E02Host(machine)
{
    public override async Flow StoreNumVfsDuringUnplug(PhysicalFunction physical, int count)
    {
        physical.SetVfEnable(count);            // sriov_enable(): NumVFs, VFE | MSE
        await Sleep();
        await physical.AddVirtualFunctions();   // sriov_add_vfs()
        await Unplug(physical);                 // the other thread has waited for the lock
    }
}
