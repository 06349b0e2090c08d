using IrqModel;

namespace BugMuseum.R;

/// <summary>ptirq_remove_msix_remapping(), the vector first.</summary>
internal sealed class R04Before() : PciDriver("ptdev")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Unbind(PciFunction function)
    {
        if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();
        if (!function.HasVectors) return;
        function.FreeVectors();                 // free_irq_vector()
        function.ReleaseInterrupts();           // irq_desc: action = NULL
    }
}
