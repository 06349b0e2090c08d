using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux since 915cff7f38c5.</summary>
internal sealed class G03After(Machine machine) : G03Host(machine)
{
    protected override async Flow ResumeDevice(PciFunction function)
    {
        function.PowerUp();
        function.EnableMemoryDecoding();
        function.RestoreMessages();             // hv_pci_restore_msi_state(): irq_compose_msi_msg() for each
    }
}
