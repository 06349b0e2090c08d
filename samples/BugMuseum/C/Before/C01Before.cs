using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.C;

/// <summary>Drivers bind while the function is being added.</summary>
internal sealed class C01Before(Machine machine) : Linux(machine)
{
    protected override async Flow AddDevice(PciFunction function)
    {
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        await function.Add();                   // device_add() binds a driver
        Decide(function);
    }

    protected override BusNotifier CreateNotifier() => new Scopes(Dmar);

    private void Decide(PciFunction function)
    {
        if (Dmar.Knows(function)) function.AssignMsiDomain(Dmar.FindMsiDomain(function));
    }

    private sealed class Scopes(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function) => dmar.Register(function);
    }
}
