using IrqModel;

namespace BugMuseum.F;

/// <summary>A driver, with what <c>pci_alloc_irq_vectors()</c> did for it.</summary>
internal sealed class F13Before() : PciDriver("endpoint")
{
    public override bool Matches(PciFunction function) => function.MsiVectors > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(4) == 0) return;    // pci_msi_setup_msi_irqs()
        function.VectorAt(0).WriteMessage();            // irq_domain_activate_irq() of desc->irq
        function.EnableMsi();                           // pci_msi_set_enable(dev, 1)
        function.WriteMessages();                       // request_irq() of each: irq_activate()
        function.RequestInterrupts();
    }
}
