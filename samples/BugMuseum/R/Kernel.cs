using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel or monitor as far as the reports need it: remapping on, a notifier for all functions, the scan, one driver.</summary>
internal class Kernel(Machine machine, PciDriver? driver = null) : Host(machine)
{
    private readonly PciDriver driver = driver ?? new EndpointDriver();

    /// <summary>Its IOMMU driver.</summary>
    protected Iommu Iommu { get; } = new(machine);

    public override async Flow Boot()
    {
        Iommu.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new DmarNotifier(Iommu));
        await ScanBuses();
        await StartDrivers();
    }

    /// <summary>Registers the driver.</summary>
    protected Flow StartDrivers() => RegisterDriver(driver);
}
