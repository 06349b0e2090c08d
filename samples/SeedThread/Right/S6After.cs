using IrqModel;
using SeedThread.Hosts;

namespace SeedThread.Right;

/// <summary>S6: the look-up in the per-device domain query, after registration. Right for every function, however many units a bus has.</summary>
public sealed class S6After(Machine machine) : NotifierFirst(machine)
{
    /// <inheritdoc/>
    protected override async Flow AddDevice(PciFunction function)
    {
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        function.MatchDriver = false;
        await function.Add();
        function.AssignMsiDomain(DeviceMsiDomain(function));
        function.MatchDriver = true;
        await function.Attach();
    }

    // pci_msi_get_device_domain() with an irq_find_matching_fwspec() based look-up
    private MsiDomain? DeviceMsiDomain(PciFunction function) => Dmar.FindMsiDomain(function) ?? DefaultMsiDomain;
}
