using IrqModel;

namespace BugMuseum.R;

/// <summary>A driver that enables and then installs.</summary>
internal sealed class R02Before() : PciDriver("xhci")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(1) == 0) return;
        Enable(function);
        Install(function);
    }

    // enableMsi()
    private static void Enable(PciFunction function) => function.EnableMsi();

    // installMsi(), then awaitIrq()
    private static void Install(PciFunction function)
    {
        function.WriteMessages();
        function.RequestInterrupts();
    }
}
