using IrqModel;

namespace BugMuseum.R;

/// <summary>A driver that refuses while guests use its VFs.</summary>
internal sealed class R21After() : PciDriver("igb")
{
    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    // sriov_configure()
    protected override async Flow ConfigureSriov(PhysicalFunction function, int count)
    {
        if (count > 0)
        {
            await function.EnableSriov(count);
            return;
        }

        if (!function.HasVirtualFunctionsInGuests) await function.DisableSriov(); // -EPERM otherwise
    }
}
