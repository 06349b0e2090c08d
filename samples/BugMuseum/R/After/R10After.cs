using IrqModel;

namespace BugMuseum.R;

/// <summary>The vector remembers.</summary>
internal sealed class R10After(Machine machine) : R10Monitor(machine)
{
    protected override void Mask(PciFunction function) => function.MaskVectors(); // KVM_IRQFD_FLAG_DEASSIGN

    protected override void Unmask(PciFunction function) => function.UnmaskVectors(); // KVM_IRQFD
}
