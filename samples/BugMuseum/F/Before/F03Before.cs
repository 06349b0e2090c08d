using IrqModel;

namespace BugMuseum.F;

/// <summary>A driver whose device is gone before it is unbound.</summary>
internal sealed class F03Before() : PciDriver("nic")
{
    private int statusRegister;

    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    // remove()
    protected override async Flow Unbind(PciFunction function)
    {
        if (function is PhysicalFunction physical) await physical.DisableSriov();
        statusRegister = ~0;                    // a read that nobody answers
        if (statusRegister == ~0) return;       // nothing to be stopped
        function.MaskVectors();
        function.ReleaseInterrupts();           // free_irq()
        function.FreeVectors();                 // pci_free_irq_vectors()
    }
}
