using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.G;

/// <summary>What both models of G5 have in common: a kernel that has crashed when the scenario begins.</summary>
internal abstract class G05Host(Machine machine) : Linux_5_9(machine, new EndpointDriver())
{
    /// <summary>intel_prepare_irq_remapping() and intel_enable_irq_remapping() of the crash kernel; no driver of it runs yet.</summary>
    public abstract void StartCrashKernel();

    /// <summary>Whether the old kernel had switched a unit on: ir_pre_enabled(), which reads GSTS.IRES.</summary>
    protected bool IsPreEnabled(RemappingUnit unit) => Iommu.MsiDomainOf(unit) is not null;
}
