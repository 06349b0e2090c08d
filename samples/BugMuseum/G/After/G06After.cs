using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux since 6c4d5aadf5df.</summary>
internal sealed class G06After(Machine machine) : G06Host(machine)
{
    // vmd_probe(): if (xen_domain()) features &= ~VMD_FEAT_CAN_BYPASS_MSI_REMAP
    protected override bool VmdTakesOverMessages => true;
}
