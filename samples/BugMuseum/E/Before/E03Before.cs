using IrqModel;

namespace BugMuseum.E;

/// <summary>VFs are taken over where <c>pci_init_capabilities()</c> finds the capability.</summary>
internal sealed class E03Before(Machine machine) : E03Host(machine)
{
    // pci_device_add(), pci_bus_add_device()
    protected override async Flow AddDevice(PciFunction function)
    {
        function.SetDefaultMsiDomain(function.Bus.MsiDomain ?? DefaultMsiDomain);
        if (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(LeftEnabled);
        function.MatchDriver = false;
        await function.Add();                   // device_add()
        function.MatchDriver = true;
        await function.Attach();
    }
}
