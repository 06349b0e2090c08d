using IrqModel;

namespace BugMuseum.R;

/// <summary>What both models of R1 have in common: a kernel that has run, and one that is started over it.</summary>
internal abstract class R01Kernel(Machine machine) : Kernel(machine)
{
    /// <summary>The next kernel takes the unit over; no driver of it runs yet.</summary>
    public abstract void StartNextKernel();
}
