using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux since af3b358e4811.</summary>
internal sealed class G05After(Machine machine) : G05Host(machine)
{
    public override void StartCrashKernel()
    {
        var dmar = new Iommu(Machine, "crash kernel");
        foreach (var unit in Machine.RemappingUnits)
        {
            if (IsPreEnabled(unit)) continue;   // iommu_load_old_irte(): the same entries as before
            dmar.SetTablePointer(unit);         // intel_setup_irq_remapping(): a new table, and SIRTP
            dmar.InvalidateEntryCache(unit);    // qi_global_iec()
            dmar.EnableRemapping(unit);         // iommu_enable_irq_remapping()
        }
    }
}
