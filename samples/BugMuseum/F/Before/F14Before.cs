using IrqModel;

namespace BugMuseum.F;

/// <summary>The niu driver, with what <c>msix_capability_init()</c> did for it.</summary>
internal sealed class F14Before() : PciDriver("niu")
{
    public override bool Matches(PciFunction function) => function.MsixTableSize > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(4) == 0) return;    // msix_setup_msi_descs()
        function.MaskVectors();                         // msix_mask_all(): reads PCI_MSIX_ENTRY_VECTOR_CTRL of each
        function.WriteMessages();                       // pci_msi_setup_msi_irqs()
        function.EnableMsi();
        function.RequestInterrupts();
    }
}
