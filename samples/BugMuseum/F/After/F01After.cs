using IrqModel;

namespace BugMuseum.F;

/// <summary>A driver, with what <c>pci_enable_msi()</c> does for it.</summary>
internal sealed class F01After() : PciDriver("endpoint")
{
    public override bool Matches(PciFunction function) => function.MsiVectors > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(1) == 0) return; // pci_msi_setup_msi_irqs()
        function.WriteMessages();               // MSI_FLAG_ACTIVATE_EARLY: irq_domain_activate_irq()
        function.EnableMsi();                   // pci_msi_set_enable(dev, 1)
        function.RequestInterrupts();           // request_irq()
    }
}
