using IrqModel;

namespace BugMuseum.G;

/// <summary>A driver in a guest, with what the PCI/MSI layer does for it.</summary>
internal sealed class G11Before() : PciDriver("nic")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.AllocateVectors(function.VectorCapacity) == 0) return;
        function.RequestInterrupts();           // request_irq(): bind_pirq, and Xen unmasks
        function.MaskVectors();                 // msix_mask_all(), pci_msi_mask_irq()
    }
}
