using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>Linux before 6f1a4891a592.</summary>
internal sealed class F09Before(Machine machine) : Linux_5_9(machine, new EndpointDriver())
{
    // msi_set_affinity(): irq_msi_update_msg(), address and data one after the other
    public override bool MovesMessagesInTwoSteps => false;
}
