using IrqModel;

namespace BugMuseum.R;

/// <summary>The next kernel sets its table and goes on.</summary>
internal sealed class R01Before(Machine machine) : R01Kernel(machine)
{
    public override void StartNextKernel()
    {
        var next = new Iommu(Machine, "next kernel");
        foreach (var unit in Machine.RemappingUnits)
        {
            next.SetTablePointer(unit);
            next.EnableRemapping(unit);
        }
    }
}
