using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel that tells the unit of each entry that it has written.</summary>
internal sealed class R24After(Machine machine) : Kernel(machine)
{
    public override bool FlushesChangedEntries => true;
}
