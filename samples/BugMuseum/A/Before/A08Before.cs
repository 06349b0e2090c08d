using IrqModel;

namespace BugMuseum.A;

/// <summary>Takes for granted that it has vectors.</summary>
internal sealed class A08Before() : PciDriver("endpoint")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        function.Enable();
        function.AllocateVectors(function.VectorCapacity);
        function.RequestInterrupts();
    }

    protected override async Flow Unbind(PciFunction function)
    {
        await base.Unbind(function);
        function.Disable();
    }
}
