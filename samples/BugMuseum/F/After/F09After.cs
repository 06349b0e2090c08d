using BugMuseum.D;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>Linux since 6f1a4891a592.</summary>
internal sealed class F09After(Machine machine) : Linux_5_9(machine, new EndpointDriver())
{
    // msi_set_affinity(): the new vector on the old processor, then the new processor, then lapic_vector_set_in_irr()
    public override bool MovesMessagesInTwoSteps => true;
}
