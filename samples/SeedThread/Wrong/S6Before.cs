using IrqModel;
using SeedThread.Hosts;

namespace SeedThread.Wrong;

/// <summary>
/// S6, the hen and egg problem: looking the domain up in pci_set_msi_domain() "does not work because at that point the device is not
/// registered in the IOMMU. That happens from device_add()."
/// </summary>
public sealed class S6Before(Machine machine) : NotifierFirst(machine)
{
    /// <inheritdoc/>
    protected override async Flow AddDevice(PciFunction function)
    {
        function.AssignMsiDomain(Dmar.FindMsiDomain(function) ?? DefaultMsiDomain);
        function.MatchDriver = false;
        await function.Add();
        function.MatchDriver = true;
        await function.Attach();
    }
}
