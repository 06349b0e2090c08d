using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux before 6c4d5aadf5df.</summary>
internal sealed class G06Before(Machine machine) : G06Host(machine)
{
    // vmd_enable_domain(): VMD_FEAT_CAN_BYPASS_MSI_REMAP, as the VMD's id says
    protected override bool VmdTakesOverMessages => false;
}
