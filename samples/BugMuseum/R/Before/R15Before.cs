using IrqModel;

namespace BugMuseum.R;

/// <summary>A driver of a card reader.</summary>
internal sealed class R15Before() : PciDriver("rtsx")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        AcquireIrq(function);
        if (function.AllocateVectors(1) == 0) return;
    }

    // rtsx_acquire_irq()
    private static void AcquireIrq(PciFunction function) => function.RequestInterrupts();
}
