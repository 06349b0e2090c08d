using IrqModel;

namespace BugMuseum.F;

/// <summary>A driver, with what <c>msix_capability_init()</c> does for it.</summary>
internal sealed class F02After() : PciDriver("nic")
{
    public override bool Matches(PciFunction function) => function.MsixTableSize > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(function.MsixTableSize) == 0) return; // msix_setup_entries()
        function.MaskVectors();                 // msix_mask_all(), and MASKALL until it is over
        function.WriteMessages();               // pci_msi_setup_msi_irqs()
        function.EnableMsi();                   // pci_msix_clear_and_set_ctrl(): MASKALL off
        function.RequestInterrupts();           // request_irq(): each entry is unmasked once it leads somewhere
    }
}
