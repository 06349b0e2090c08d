using IrqModel;

namespace BugMuseum.R;

/// <summary>A driver of a card reader.</summary>
internal sealed class R15After() : PciDriver("rtsx")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.AllocateVectors(1) > 0) AcquireIrq(function);
    }

    // rtsx_acquire_irq()
    private static void AcquireIrq(PciFunction function) => function.RequestInterrupts();
}
