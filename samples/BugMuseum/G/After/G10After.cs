using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.G;

/// <summary>Linux since 26e495f34107.</summary>
internal sealed class G10After(Machine machine) : G10Host(machine)
{
    // The host's entry, with the bit that it had.
    public override void LeaveGuestMode(PciFunction function) => function.WriteMessages();
}
