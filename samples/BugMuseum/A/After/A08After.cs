using IrqModel;

namespace BugMuseum.A;

/// <summary>Uses the pin where there are no vectors.</summary>
internal sealed class A08After() : PciDriver("endpoint")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        function.Enable();
        if (function.AllocateVectors(function.VectorCapacity) > 0) function.RequestInterrupts();
        else function.RequestPinInterrupt();
    }

    protected override async Flow Unbind(PciFunction function)
    {
        await base.Unbind(function);
        function.Disable();
    }
}
