using IrqModel;

namespace BugMuseum.R;

/// <summary>A driver that takes its VFs away in hardware first.</summary>
internal sealed class R12Before() : PciDriver("ixgbe")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow ConfigureSriov(PhysicalFunction function, int count)
    {
        if (count > 0)
        {
            await function.EnableSriov(count);
            return;
        }

        function.ClearVfEnable();
        if (function.HasVirtualFunctionsInGuests) return;           // pciback does not let go
        await function.RemoveVirtualFunctions();
    }
}
