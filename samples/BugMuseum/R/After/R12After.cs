using IrqModel;

namespace BugMuseum.R;

/// <summary>A driver that takes its VFs away in software first.</summary>
internal sealed class R12After() : PciDriver("ixgbe")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow ConfigureSriov(PhysicalFunction function, int count)
    {
        if (count > 0)
        {
            await function.EnableSriov(count);
            return;
        }

        if (function.HasVirtualFunctionsInGuests) return;           // -EBUSY, and the VFs go on
        await function.RemoveVirtualFunctions();
        function.ClearVfEnable();
    }
}
