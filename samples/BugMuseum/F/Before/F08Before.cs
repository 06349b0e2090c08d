using IrqModel;

namespace BugMuseum.F;

/// <summary>A driver that finds out, with its interrupts running, that it needs one vector only.</summary>
internal sealed class F08Before() : PciDriver("nic")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.AllocateVectors(function.VectorCapacity) == 0) return;
        function.RequestInterrupts();
        function.ClearEntries();                // intel_irq_remapping_deactivate()
        function.DisableMsi();                  // pci_msix_shutdown()
        function.ReleaseInterrupts();
        function.FreeVectors();
        if (function.AllocateVectors(1) > 0) function.RequestInterrupts();
    }
}
