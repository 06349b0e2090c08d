using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel that probes the MSI controller first.</summary>
internal sealed class R08After(Machine machine) : Kernel(machine)
{
    public override async Flow Boot()
    {
        CreateDefaultMsiDomain();               // sg2042_msi_probe()
        await ScanBuses();                      // sg2042_pcie_probe()
        await StartDrivers();
    }
}
