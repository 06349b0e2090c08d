using IrqModel;

namespace BugMuseum.R;

/// <summary>The batch has the invalidation that came last.</summary>
internal sealed class R26Before(Machine machine) : R26Kernel(machine)
{
    public override void Rebalance(PciFunction first, PciFunction second)
    {
        first.MaskVectors();
        second.MaskVectors();
        first.ChangeEntry(0, processor: 1);
        second.ChangeEntry(0, processor: 1);
        second.InvalidateEntry(0);
        first.UnmaskVectors();
        second.UnmaskVectors();
    }
}
