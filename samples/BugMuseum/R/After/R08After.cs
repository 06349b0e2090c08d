using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel that probes the MSI controller first.</summary>
internal sealed class R08After(Machine machine) : Kernel(machine)
{
    public override async Flow Boot()
    {
        CreateDefaultMsiDomain();               // its MSI controller
        await ScanBuses();                      // the PCI host of the SG2044
        await StartDrivers();
    }
}
