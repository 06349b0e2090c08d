using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel that writes entries and leaves it at that.</summary>
internal sealed class R24Before(Machine machine) : Kernel(machine)
{
    public override bool FlushesChangedEntries => false;
}
