using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux before af3b358e4811.</summary>
internal sealed class G05Before(Machine machine) : G05Host(machine)
{
    public override void StartCrashKernel()
    {
        var dmar = new Iommu(Machine, "crash kernel");
        foreach (var unit in Machine.RemappingUnits)
        {
            dmar.SetTablePointer(unit);         // intel_setup_irq_remapping(): a new table, and SIRTP
            dmar.InvalidateEntryCache(unit);    // qi_global_iec()
            dmar.EnableRemapping(unit);         // iommu_enable_irq_remapping()
        }
    }
}
