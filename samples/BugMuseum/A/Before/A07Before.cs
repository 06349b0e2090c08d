using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.A;

/// <summary>The domain is looked up where the default is set, before device_add().</summary>
internal sealed class A07Before(Machine machine) : Linux(machine)
{
    protected override async Flow AddDevice(PciFunction function)
    {
        function.AssignMsiDomain(Dmar.FindMsiDomain(function));     // in pcibios_device_add()
        function.MatchDriver = false;
        await function.Add();
        function.MatchDriver = true;
        await function.Attach();
    }

    protected override BusNotifier CreateNotifier() => new Notifier(Dmar);

    private sealed class Notifier(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function) => dmar.Register(function);
    }
}
