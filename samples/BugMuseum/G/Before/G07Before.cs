using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.G;

/// <summary>Linux before 688124cc541f, with intel_iommu=posted_msi.</summary>
internal sealed class G07Before(Machine machine) : Linux_6_12(machine, new EndpointDriver())
{
    public override bool UsesPostedMsi => true;

    // intel_ir_reconfigure_irte(): if (posted_msi) intel_ir_reconfigure_irte_posted(), whatever the mode
    public override bool KeepsEntriesOfVirtualProcessors => false;
}
