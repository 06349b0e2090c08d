using IrqModel;

namespace BugMuseum.R;

/// <summary>A monitor whose guest uses two vectors of each device.</summary>
internal sealed class R18After() : PciDriver("vfio")
{
    private const int UsedByGuest = 2;

    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        var entries = UsedByGuest;              // those that are unmasked
        if (function.AllocateVectors(entries) > 0) function.RequestInterrupts();
    }
}
