using IrqModel;

namespace BugMuseum.R;

/// <summary>A probe whose buffers cannot be had.</summary>
internal sealed class R03After() : PciDriver("m2sdr")
{
    private const int Needed = 4096;

    private readonly int memory = 1024;

    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.AllocateVectors(function.VectorCapacity) == 0) return;
        function.RequestInterrupts();
        if (AllocateBuffers()) return;
        function.ReleaseInterrupts();           // fail_irq:
        function.FreeVectors();                 // fail_vectors:
    }

    // litepcie_dma_init(): no memory
    private bool AllocateBuffers() => memory >= Needed;
}
