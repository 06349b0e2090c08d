using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>Linux before the fix.</summary>
internal sealed class F06Before(Machine machine) : Linux_6_12(machine, new EndpointDriver())
{
    protected override async Flow ResumeDevice(PciFunction function)
    {
        function.PowerUp();                     // pci_set_power_state(PCI_D0)
        function.RestoreMessages();             // pci_restore_msi_state()
        function.EnableMemoryDecoding();        // pci_enable_resources(), when the driver comes to it
    }
}
