using IrqModel;

namespace BugMuseum.C;

/// <summary>A driver may bind when the notifiers have run.</summary>
internal sealed class C03After(Machine machine) : C03Linux(machine)
{
    protected override async Flow AddDevice(PciFunction function)
    {
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        function.MatchDriver = false;           // ready_to_probe is false
        await function.Add();
        function.MatchDriver = true;            // dev_set_ready_to_probe()
        await function.Attach();
    }
}
