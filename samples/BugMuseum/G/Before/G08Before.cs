using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.G;

/// <summary>Linux before 2454823e97a6, with intel_iommu=posted_msi.</summary>
internal sealed class G08Before(Machine machine) : Linux_6_12(machine, new EndpointDriver())
{
    public override bool UsesPostedMsi => true;

    // intel_ir_set_vcpu_affinity(): modify_irte(), the remapped entry
    public override bool RestoresPostedMsi => false;
}
