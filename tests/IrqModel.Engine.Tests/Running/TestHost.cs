namespace IrqModel.Engine.Tests.Running;

/// <summary>A host that does everything right: notifier first, VFs inherit, one driver for all that can interrupt.</summary>
internal class TestHost(Machine machine) : Host(machine)
{
    public Iommu Dmar { get; } = new(machine);

    public override async Flow Boot()
    {
        Dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(CreateNotifier());
        await ScanBuses();
        await RegisterDriver(CreateDriver());
    }

    protected virtual PciDriver CreateDriver() => new AnyDriver();

    protected BusNotifier CreateNotifier() => new Notifier(Dmar);

    private sealed class Notifier(Iommu dmar) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();
                return;
            }

            dmar.Register(function);
            if (dmar.InterruptRemappingEnabled) function.AssignMsiDomain(dmar.FindMsiDomain(function));
        }

        protected override async Flow OnDeviceRemoved(PciFunction function) => dmar.Unregister(function);
    }
}
