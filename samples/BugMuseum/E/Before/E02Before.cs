using IrqModel;

namespace BugMuseum.E;

/// <summary>Linux before a5338e365c45: the store takes no lock, and the removal does not wait.</summary>
internal sealed class E02Before(Machine machine) : E02Host(machine)
{
    public override async Flow StoreNumVfsDuringUnplug(PhysicalFunction physical, int count)
    {
        physical.SetVfEnable(count);            // sriov_enable(): NumVFs, VFE | MSE
        var removal = Unplug(physical);         // the other thread
        await Sleep();
        await physical.AddVirtualFunctions();   // sriov_add_vfs()
        await removal;
    }
}
