using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.C;

/// <summary>Drivers bind when the function is ready.</summary>
internal sealed class C01After(Machine machine) : Linux(machine)
{
    protected override async Flow AddDevice(PciFunction function)
    {
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        function.MatchDriver = false;           // pci_device_add()
        await function.Add();
        Decide(function);
        function.MatchDriver = true;            // pci_bus_add_device()
        await function.Attach();
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
