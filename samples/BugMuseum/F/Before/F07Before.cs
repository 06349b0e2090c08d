using IrqModel;

namespace BugMuseum.F;

/// <summary>A driver.</summary>
internal sealed class F07Before() : PciDriver("nic")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Unbind(PciFunction function)
    {
        if (function is PhysicalFunction physical) await physical.DisableSriov();
        function.FreeVectors();                 // pci_free_irq_vectors()
        function.ReleaseInterrupts();           // free_irq()
    }
}
