using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel that probes in the order of the tree.</summary>
internal sealed class R08Before(Machine machine) : Kernel(machine)
{
    public override async Flow Boot()
    {
        await ScanBuses();                      // sg2042_pcie_probe()
        CreateDefaultMsiDomain();               // sg2042_msi_probe()
        await StartDrivers();
    }
}
