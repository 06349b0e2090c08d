namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>A host that does everything right, with places to do it otherwise. What the models change they write out themselves.</summary>
internal abstract class RemappedHost(Machine machine) : Host(machine)
{
    private readonly Iommu iommu = new(machine);

    protected Iommu Dmar => iommu;

    protected virtual PciDriver Driver => new AnyDriver();

    public override async Flow Boot()
    {
        iommu.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(CreateNotifier());
        await ScanBuses();
        await RegisterDriver(Driver);
    }

    protected virtual BusNotifier CreateNotifier() => new DmarNotifier(iommu);

    private sealed class AnyDriver() : PciDriver("any")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
    }
}
