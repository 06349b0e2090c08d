using IrqModel;

namespace BugMuseum.R;

/// <summary>The HDA driver as it would have been.</summary>
internal sealed class R28Before() : PciDriver("sof-hda")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        function.ManageVectors();               // pcim_enable_device()
        if (function.AllocateVectors(1) == 0)
        {
            function.FailProbe();
            return;
        }

        function.RequestInterrupts();           // devm_request_threaded_irq()
    }

    protected override async Flow Unbind(PciFunction function)
    {
        if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();
        function.FreeVectors();                 // pci_free_irq_vectors()
    }
}
