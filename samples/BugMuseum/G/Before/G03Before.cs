using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux before 915cff7f38c5.</summary>
internal sealed class G03Before(Machine machine) : G03Host(machine)
{
    protected override async Flow ResumeDevice(PciFunction function)
    {
        function.PowerUp();
        function.EnableMemoryDecoding();        // and what pci_restore_msi_state() writes then is no request to the host
    }
}
