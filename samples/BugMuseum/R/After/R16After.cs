using IrqModel;

namespace BugMuseum.R;

/// <summary>A driver that looks.</summary>
internal sealed class R16After() : PciDriver("xdma")
{
    private bool msixEnabled;

    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        msixEnabled = function.AllocateVectors(function.VectorCapacity) > 0;
        if (msixEnabled)
        {
            function.RequestInterrupts();
            return;
        }

        function.Enable();
        function.RequestPinInterrupt();
    }
}
