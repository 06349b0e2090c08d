using IrqModel;

namespace BugMuseum.B;

/// <summary>A driver whose last command to its device ends with an interrupt.</summary>
internal sealed class QuiescingDriver() : PciDriver("nic")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Unbind(PciFunction function)
    {
        if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();
        if (!function.HasVectors) return;
        function.ReleaseInterrupts();
        function.FreeVectors();
        if (function.AllocateVectors(1) > 0)
        {
            function.RequestInterrupts();       // the device says that it has come to rest
            await Flow.Completed;
            function.ReleaseInterrupts();
        }

        function.FreeVectors();
    }
}
