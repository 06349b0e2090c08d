using IrqModel;

namespace BugMuseum.R;

/// <summary>The driver gives back what it has.</summary>
internal sealed class R27After() : PciDriver("nvidia")
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
        first.Release();        // the request of the second has failed: free_irq() of j
        second.Free();
        first.Free();           // pci_disable_msix()
    }
}
