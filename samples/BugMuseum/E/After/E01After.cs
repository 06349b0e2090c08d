using IrqModel;

namespace BugMuseum.E;

/// <summary>The driver of PF and VFs.</summary>
internal sealed class E01After() : PciDriver("nic")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    // remove()
    protected override async Flow Unbind(PciFunction function)
    {
        if (function is PhysicalFunction physical) await physical.DisableSriov(); // pci_disable_sriov(), which does nothing without VFs
        function.ReleaseInterrupts();           // free_irq()
        function.FreeVectors();                 // pci_free_irq_vectors()
    }
}
