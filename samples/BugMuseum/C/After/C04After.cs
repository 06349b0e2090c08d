using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.C;

/// <summary>Drivers are kept off while the function is being added.</summary>
internal sealed class C04After(Machine machine) : Linux(machine)
{
    protected override async Flow AddDevice(PciFunction function)
    {
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        function.MatchDriver = false;
        await function.Add();
        function.MatchDriver = true;
        await function.Attach();
    }
}
