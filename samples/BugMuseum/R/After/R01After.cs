using IrqModel;

namespace BugMuseum.R;

/// <summary>The next kernel has the unit forget what it has read.</summary>
internal sealed class R01After(Machine machine) : R01Kernel(machine)
{
    public override void StartNextKernel()
    {
        var next = new Iommu(Machine, "next kernel");
        foreach (var unit in Machine.RemappingUnits)
        {
            next.SetTablePointer(unit);
            next.InvalidateEntryCache(unit);
            next.EnableRemapping(unit);
        }
    }
}
