using IrqModel;

namespace SeedThread.Hosts;

/// <summary>
/// The system that the thread imagines: the IOMMU driver is there before the first function is found, and its notifier registers every
/// function, VFs included. When the MSI domain is decided is left to AddDevice.
/// </summary>
public abstract class NotifierFirst(Machine machine) : Host(machine)
{
    /// <summary>The DMAR driver.</summary>
    protected Iommu Dmar { get; } = new(machine);

    /// <inheritdoc/>
    public override async Flow Boot()
    {
        Dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new RegisterAll(Dmar));
        await ScanBuses();
        await RegisterDriver(new NicDriver());
    }

    private sealed class RegisterAll(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function) => dmar.Register(function);

        protected override async Flow OnDeviceRemoved(PciFunction function) => dmar.Unregister(function);
    }
}
