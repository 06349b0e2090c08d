using IrqModel;

namespace BugMuseum.R;

/// <summary>A driver that believes.</summary>
internal sealed class R16Before() : PciDriver("xdma")
{
    private bool msixEnabled;

    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        function.AllocateVectors(function.VectorCapacity);
        msixEnabled = true;
        if (msixEnabled) function.RequestInterrupts();
    }
}
