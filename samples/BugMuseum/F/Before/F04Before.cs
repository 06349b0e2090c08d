using IrqModel;

namespace BugMuseum.F;

/// <summary>A driver, with what <c>msi_capability_init()</c> did for it: the first attempt, with all vectors, fails.</summary>
internal sealed class F04Before() : PciDriver("endpoint")
{
    public override bool Matches(PciFunction function) => function.MsiVectors > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(function.MsiVectors) == 0) return;
        function.FreeVectors();                 // msi_verify_entries() failed: pci_free_msi_irqs()
        function.WriteMessages();               // err: the entry is put back as it was, by a pointer to what was freed

        if (function.ReserveVectors(1) == 0) return; // pci_alloc_irq_vectors() tries again with fewer
        function.WriteMessages();
        function.EnableMsi();
        function.RequestInterrupts();
    }
}
