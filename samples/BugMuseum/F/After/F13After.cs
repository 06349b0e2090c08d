using IrqModel;

namespace BugMuseum.F;

/// <summary>A driver, with what <c>pci_alloc_irq_vectors()</c> does for it.</summary>
internal sealed class F13After() : PciDriver("endpoint")
{
    public override bool Matches(PciFunction function) => function.MsiVectors > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(4) == 0) return;    // pci_msi_setup_msi_irqs()
        function.WriteMessages();                       // irq_domain_activate_irq() of desc->irq to desc->irq + nvec_used - 1
        function.EnableMsi();                           // pci_msi_set_enable(dev, 1)
        function.RequestInterrupts();
    }
}
