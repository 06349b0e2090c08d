using IrqModel;

namespace BugMuseum.C;

/// <summary>From bus_add_device() on a driver may bind.</summary>
internal sealed class C03Before(Machine machine) : C03Linux(machine)
{
    protected override async Flow AddDevice(PciFunction function)
    {
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        await function.Add();                   // device_add(): bus_add_device(), then the notifiers
        await function.Attach();
    }
}
