using IrqModel;

namespace BugMuseum.R;

/// <summary>A driver that takes its VFs away first.</summary>
internal sealed class R05After() : PciDriver("xdna")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Unbind(PciFunction function)
    {
        if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();
        if (!function.HasVectors) return;
        function.ReleaseInterrupts();
        function.FreeVectors();
    }
}
