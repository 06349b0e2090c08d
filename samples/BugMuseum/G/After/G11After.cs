using IrqModel;

namespace BugMuseum.G;

/// <summary>A driver in a guest, with what the PCI/MSI layer does for it.</summary>
internal sealed class G11After() : PciDriver("nic")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.AllocateVectors(function.VectorCapacity) == 0) return;
        function.RequestInterrupts();           // request_irq(): bind_pirq, and Xen unmasks
        // pci_msi_ignore_mask: the mask bits are Xen's
    }
}
