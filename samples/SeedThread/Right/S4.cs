using IrqModel;
using SeedThread.Hosts;

namespace SeedThread.Right;

/// <summary>S4: "device_add(); pci_set_msi_domain();". It works "as long as we keep the match_driver = false hack".</summary>
public sealed class S4(Machine machine) : NotifierFirst(machine)
{
    /// <inheritdoc/>
    protected override async Flow AddDevice(PciFunction function)
    {
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        function.MatchDriver = false;
        await function.Add();
        function.AssignMsiDomain(Dmar.FindMsiDomain(function) ?? DefaultMsiDomain);
        function.MatchDriver = true;
        await function.Attach();
    }
}
