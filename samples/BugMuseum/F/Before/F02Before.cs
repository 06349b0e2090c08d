using IrqModel;

namespace BugMuseum.F;

/// <summary>A driver, with what <c>msix_capability_init()</c> did for it.</summary>
internal sealed class F02Before() : PciDriver("nic")
{
    public override bool Matches(PciFunction function) => function.MsixTableSize > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(function.MsixTableSize) == 0) return; // msix_setup_entries()
        function.UnmaskVectors();               // desc->masked = 0: the entries are as the crashed kernel left them
        function.EnableMsi();                   // pci_msix_clear_and_set_ctrl(): ENABLE
        function.WriteMessages();               // pci_msi_setup_msi_irqs()
        function.MaskVectors();                 // msix_program_entries()
        function.RequestInterrupts();           // request_irq()
    }
}
