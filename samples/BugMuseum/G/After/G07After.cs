using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.G;

/// <summary>Linux since 688124cc541f, with intel_iommu=posted_msi.</summary>
internal sealed class G07After(Machine machine) : Linux_6_12(machine, new EndpointDriver())
{
    public override bool UsesPostedMsi => true;

    // __intel_ir_reconfigure_irte(): if (posted_vcpu && !force_host) return
    public override bool KeepsEntriesOfVirtualProcessors => true;
}
