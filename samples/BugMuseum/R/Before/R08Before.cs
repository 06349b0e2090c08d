using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel that probes in the order of the tree.</summary>
internal sealed class R08Before(Machine machine) : Kernel(machine)
{
    public override async Flow Boot()
    {
        await ScanBuses();                      // the PCI host of the SG2044
        CreateDefaultMsiDomain();               // its MSI controller
        await StartDrivers();
    }
}
