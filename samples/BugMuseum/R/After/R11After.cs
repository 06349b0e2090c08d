using IrqModel;

namespace BugMuseum.R;

/// <summary>A monitor that sets up one vector for its guest.</summary>
internal sealed class R11After() : PciDriver("vmm")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Probe(PciFunction function)
    {
        if (function.ReserveVectors(1) == 0) return;
        function.WriteMessages();               // MSHV_SET_MSI_ROUTING, KVM_SET_GSI_ROUTING
        function.EnableMsi();                   // MSHV_IRQFD, KVM_IRQFD
        function.RequestInterrupts();
    }
}
