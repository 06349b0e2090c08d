using IrqModel;

namespace ModelApp;

/// <summary>Software is code: how the system boots. At every await something else may run; between two awaits nothing does.</summary>
public sealed class ExampleHost(Machine machine) : Host(machine)
{
    private readonly Iommu iommu = new(machine);

    public override async Flow Boot()
    {
        iommu.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new ExampleNotifier(iommu));
        await ScanBuses();
        await RegisterDriver(new ExampleDriver());
    }
}
