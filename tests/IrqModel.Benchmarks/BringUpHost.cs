namespace IrqModel.Benchmarks;

/// <summary>A host in the order of Linux: notifier first, VFs inherit their PF's domain, one driver for all.</summary>
/// <param name="machine">The machine.</param>
internal sealed class BringUpHost(Machine machine) : Host(machine)
{
    private readonly Iommu dmar = new(machine);

    public override async Flow Boot()
    {
        dmar.EnableInterruptRemapping();
        CreateDefaultMsiDomain();
        Subscribe(new Notifier(dmar));
        await ScanBuses();
        await RegisterDriver(new Driver());
    }

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
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
        }
    }

    private sealed class Driver() : PciDriver("nic")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
    }
}
