using IrqModel;

namespace IrqAnalyzers.Parity.Fixing;

using Flow = IrqModel.Flow;

/// <summary>A host in which nothing is wrong but the notifier or the driver that it is given.</summary>
/// <param name="machine">The machine.</param>
/// <param name="notifier">Makes the notifier; <see langword="null"/> for one that is right.</param>
/// <param name="driver">The driver; <see langword="null"/> for one that is right.</param>
internal sealed class RightHost(Machine machine, Func<Iommu, BusNotifier>? notifier, PciDriver? driver) : Host(machine)
{
    private readonly Iommu iommu = new(machine);

    public override async Flow Boot()
    {
        iommu.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(notifier?.Invoke(iommu) ?? new RightNotifier(iommu));
        await ScanBuses();
        await RegisterDriver(driver ?? new RightDriver());
    }

    private sealed class RightNotifier(Iommu iommu) : IommuNotifier(1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();
                return;
            }

            iommu.Register(function);
            function.AssignMsiDomain(iommu.FindMsiDomain(function));
        }
    }

    private sealed class RightDriver() : PciDriver("right")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
    }
}
