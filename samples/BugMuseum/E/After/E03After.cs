using IrqModel;

namespace BugMuseum.E;

/// <summary><c>sriov_init()</c> has cleared VF Enable; VFs are enabled again once the PF is through the notifiers.</summary>
internal sealed class E03After(Machine machine) : E03Host(machine)
{
    // pci_device_add(), pci_bus_add_device()
    protected override async Flow AddDevice(PciFunction function)
    {
        function.SetDefaultMsiDomain(function.Bus.MsiDomain ?? DefaultMsiDomain);
        function.MatchDriver = false;
        await function.Add();                   // device_add()
        function.MatchDriver = true;
        await function.Attach();
        if (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(LeftEnabled);
    }
}
