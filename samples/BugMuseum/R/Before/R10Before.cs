using IrqModel;

namespace BugMuseum.R;

/// <summary>The route goes and comes.</summary>
internal sealed class R10Before(Machine machine) : R10Monitor(machine)
{
    protected override void Mask(PciFunction function) => function.ClearEntries(); // KVM_SET_GSI_ROUTING without it

    protected override void Unmask(PciFunction function) => function.WriteMessages(); // KVM_SET_GSI_ROUTING with it
}
