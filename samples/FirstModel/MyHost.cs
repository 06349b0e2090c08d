using IrqModel;

namespace FirstModel;

/// <summary>Software is code: how the system boots, and what happens when a function appears.</summary>
internal sealed class MyHost(Machine machine) : Host(machine)
{
    private readonly Iommu iommu = new(machine);

    public override async Flow Boot()
    {
        iommu.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new MyNotifier(iommu));
        await ScanBuses();                      // each function: AddDevice, which you can override
        await RegisterDriver(new MyDriver());
    }

    private sealed class MyNotifier(Iommu iommu) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();    // take this line away and see what happens
                return;
            }

            iommu.Register(function);
            if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
        }
    }

    private sealed class MyDriver() : PciDriver("my driver")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
    }
}
