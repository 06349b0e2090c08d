using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux before 26e495f34107.</summary>
internal sealed class G10Before(Machine machine) : G10Host(machine)
{
    public override void LeaveGuestMode(PciFunction function)
    {
        function.WriteMessages();               // the host's entry, as it was cached
        function.ClearEntries();                // and RemapEn is 0
    }
}
