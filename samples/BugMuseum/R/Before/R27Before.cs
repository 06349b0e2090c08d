using IrqModel;

namespace BugMuseum.R;

/// <summary>The driver with its index mixed up.</summary>
internal sealed class R27Before() : PciDriver("nvidia")
{
    public override bool Matches(PciFunction function) => function.MsixTableSize > 2;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.AllocateVectors(1) == 0) return;
        function.RequestInterrupts();
        if (function.AllocateVectorAt(1) is not { } first) return;
        if (function.AllocateVectorAt(2) is not { } second)
        {
            first.Free();
            return;
        }

        first.Request();
        second.Release();       // its request has failed: free_irq() of i, not of j
        second.Free();
        first.Free();           // pci_disable_msix()
    }
}
