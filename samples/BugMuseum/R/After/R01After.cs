using IrqModel;

namespace BugMuseum.R;

/// <summary>The next kernel has the unit forget what it has read.</summary>
internal sealed class R01After(Machine machine) : R01Kernel(machine)
{
    public override void StartNextKernel()
    {
        foreach (var function in AddedFunctions)
        {
            if (!function.HasVectors) continue;
            function.ReleaseInterrupts();
            function.FreeVectors();
        }

        var next = new Iommu(Machine, "next kernel");
        foreach (var unit in Machine.RemappingUnits)
        {
            next.SetTablePointer(unit);
            next.InvalidateEntryCache(unit);
            next.EnableRemapping(unit);
        }
    }
}
