using IrqModel;

namespace BugMuseum.R;

/// <summary>A driver with an interrupt for each queue.</summary>
internal sealed class R06After() : PciDriver("virtio-net")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(function.VectorCapacity) == 0) return;
        function.WriteMessages();
        EnableMsix(function);
        function.RequestInterrupts();           // all queues
    }

    // msix_enable()
    private static void EnableMsix(PciFunction function)
    {
        function.EnableMsi();
        function.MaskVectors();
    }
}
