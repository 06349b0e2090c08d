using BugMuseum.Shared;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>Linux that moves messages as it does outside of a handler: address and data one after the other.</summary>
internal sealed class F12Linux(Machine machine, PciDriver driver) : Linux_5_10(machine, new NamedDriver("nic"), driver)
{
    public override bool MovesMessagesInTwoSteps => false;
}
