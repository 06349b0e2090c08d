using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>Linux before e045fa29e893.</summary>
internal sealed class F05Before(Machine machine) : Linux_5_9(machine, new EndpointDriver())
{
    // Vector Control of a vector in use: the mask, bit 0, is 0, a reserved bit is not.
    private readonly uint savedControl = 0x8000_0000;

    protected override async Flow ResumeDevice(PciFunction function)
    {
        function.PowerUp();
        function.EnableMemoryDecoding();
        function.RestoreMessages();             // __pci_restore_msix_state(): __pci_write_msi_msg()
        if (savedControl != 0) function.MaskVectors(); // msix_mask_irq(entry, entry->masked)
    }
}
