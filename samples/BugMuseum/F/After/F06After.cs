using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>Linux after the fix.</summary>
internal sealed class F06After(Machine machine) : Linux_6_12(machine, new EndpointDriver())
{
    protected override async Flow ResumeDevice(PciFunction function)
    {
        function.PowerUp();                     // pci_set_power_state(PCI_D0)
        function.EnableMemoryDecoding();        // __pci_restore_msix_state(): PCI_COMMAND_MEMORY
        function.RestoreMessages();             // pci_restore_msi_state()
    }
}
