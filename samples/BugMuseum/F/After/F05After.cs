using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>Linux since e045fa29e893.</summary>
internal sealed class F05After(Machine machine) : Linux_5_9(machine, new EndpointDriver())
{
    // PCI_MSIX_ENTRY_CTRL_MASKBIT
    private const uint MaskBit = 1;

    // Vector Control of a vector in use: the mask, bit 0, is 0, a reserved bit is not.
    private readonly uint savedControl = 0x8000_0000;

    protected override async Flow ResumeDevice(PciFunction function)
    {
        function.PowerUp();
        function.EnableMemoryDecoding();
        function.RestoreMessages();             // __pci_restore_msix_state(): __pci_write_msi_msg()
        if ((savedControl & MaskBit) != 0) function.MaskVectors(); // __pci_msix_desc_mask_irq(): the word as it was
    }
}
