using IrqModel;

namespace BugMuseum.F;

/// <summary>A driver, with what <c>msi_capability_init()</c> does for it: the first attempt, with all vectors, fails.</summary>
internal sealed class F04After() : PciDriver("endpoint")
{
    public override bool Matches(PciFunction function) => function.MsiVectors > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(function.MsiVectors) == 0) return;
        function.WriteMessages();               // err: the entry is put back as it was, by what is known of it before the teardown
        function.FreeVectors();                 // pci_free_msi_irqs()

        if (function.ReserveVectors(1) == 0) return; // pci_alloc_irq_vectors() tries again with fewer
        function.WriteMessages();
        function.EnableMsi();
        function.RequestInterrupts();
    }
}
