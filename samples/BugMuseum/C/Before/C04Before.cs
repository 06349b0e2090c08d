using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.C;

/// <summary>Drivers are kept off for good.</summary>
internal sealed class C04Before(Machine machine) : Linux(machine)
{
    protected override async Flow AddDevice(PciFunction function)
    {
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        function.MatchDriver = false;
        await function.Add();
        await function.Attach();                // refused
    }
}
