using IrqModel;

namespace BugMuseum.R;

/// <summary>A driver that asks its VFs, and goes anyway.</summary>
internal sealed class R05Before() : PciDriver("xdna")
{
    private readonly int assigned = 1;
    private int logged;

    public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

    protected override async Flow Unbind(PciFunction function)
    {
        if (function is PhysicalFunction physical && !await StopSriov(physical)) logged++;
        if (!function.HasVectors) return;
        function.ReleaseInterrupts();
        function.FreeVectors();
    }

    // amdxdna_sriov_stop(): -EPERM while a guest has VFs
    private async Flow<bool> StopSriov(PhysicalFunction physical)
    {
        if (assigned > 0) return false;
        await physical.DisableSriov();
        return true;
    }
}
