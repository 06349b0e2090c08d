using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.D;

/// <summary>What both models of D5 have in common: drivers that are bound at the same time.</summary>
internal abstract class D05Host(Machine machine) : Linux(machine)
{
    /// <inheritdoc/>
    public override async Flow Boot()
    {
        Dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(CreateNotifier());
        await ScanBuses();
        var nic = RegisterDriver(CreateDriver("nic")); // PROBE_PREFER_ASYNCHRONOUS
        await RegisterDriver(CreateDriver("disk"));
        await nic;
    }

    /// <summary>A driver, with what its_msi_prepare() does for it.</summary>
    protected abstract PciDriver CreateDriver(string name);
}
