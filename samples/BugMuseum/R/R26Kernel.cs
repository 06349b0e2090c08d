using IrqModel;

namespace BugMuseum.R;

/// <summary>What both models of R26 have in common: two devices whose interrupts are moved together.</summary>
internal abstract class R26Kernel(Machine machine) : Kernel(machine)
{
    /// <summary>Moves the first vector of both to the second processor, while neither sends.</summary>
    public abstract void Rebalance(PciFunction first, PciFunction second);
}
