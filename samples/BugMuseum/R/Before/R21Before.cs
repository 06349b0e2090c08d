using IrqModel;

namespace BugMuseum.R;

/// <summary>A driver that takes its VFs away when it is told to.</summary>
internal sealed class R21Before() : PciDriver("igb")
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

        await function.DisableSriov();
    }
}
