using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.C;

/// <summary>What both models of C5 have in common: two processors that set a bit each.</summary>
internal abstract class C05Host(Machine machine) : Linux(machine)
{
    /// <summary>Whether pci_set_master() is still known to have been called.</summary>
    public abstract bool IsBusMaster { get; }

    /// <summary>pci_bus_add_device() on one processor, pci_set_master() on the other.</summary>
    public async Flow SetBits()
    {
        var added = SetAdded();
        await SetBusMaster();
        await added;
    }

    /// <summary>dev->is_added = 1</summary>
    protected abstract Flow SetAdded();

    /// <summary>dev->is_busmaster = true</summary>
    protected abstract Flow SetBusMaster();
}
