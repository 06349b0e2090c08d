using IrqModel;

namespace BugMuseum.F;

/// <summary>A driver, with what <c>msix_capability_init()</c> does for it: the first attempt, with all vectors, fails.</summary>
internal sealed class F11Before() : PciDriver("nic")
{
    public override bool Matches(PciFunction function) => function.MsixTableSize > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(function.MsixTableSize) == 0) return;
        function.MaskVectors();                 // PCI_MSIX_FLAGS_MASKALL
        function.FreeVectors();                 // out_free: and the bit stays
        if (function.ReserveVectors(1) == 0) return; // pci_alloc_irq_vectors() tries again with fewer
        function.WriteMessages();
        function.EnableMsi();
        function.RequestInterrupts();           // the entries are unmasked
        function.MaskVectors();                 // and PCI_MSIX_FLAGS_MASKALL, which is above them, is still set
    }
}
