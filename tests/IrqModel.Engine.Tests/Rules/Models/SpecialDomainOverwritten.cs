namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ1007: under Xen, the notifier of an IOMMU driver replaces the domain by which Xen composes messages.</summary>
internal sealed class SpecialDomainOverwritten : RuleModel
{
    public override string Rule => "IRQ1007";

    public override string Harm => "fault 0x25";

    public override Host Wrong(Machine machine) => new Xen(machine, (dmar, native) => new BlindNotifier(dmar, native));

    public override Host Right(Machine machine) => new Xen(machine, (dmar, native) => new GuardedNotifier(dmar, native));

    private sealed class Xen(Machine machine, Func<Iommu, MsiDomain, IommuNotifier> notifier) : Host(machine)
    {
        private readonly Iommu xen = new(machine, "xen");

        public override async Flow Boot()
        {
            xen.EnableInterruptRemapping();
            OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", xen));
            CreateDefaultMsiDomain();
            Subscribe(new XenNotifier(xen));
            Subscribe(notifier(new Iommu(Machine), new PciMsiDomain(VectorDomain)));
            await ScanBuses();
            await RegisterDriver(new AnyDriver());
        }
    }

    private sealed class XenNotifier(Iommu xen) : IommuNotifier(priority: 2)
    {
        protected override async Flow OnDeviceAdded(PciFunction function) => xen.Register(function);
    }

    private sealed class BlindNotifier(Iommu dmar, MsiDomain native) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            dmar.Register(function);
            function.AssignMsiDomain(native);
        }
    }

    private sealed class GuardedNotifier(Iommu dmar, MsiDomain native) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            dmar.Register(function);
            if (function.HasSpecialMsiDomain) return;
            function.AssignMsiDomain(native);
        }
    }

    private sealed class AnyDriver() : PciDriver("any")
    {
        public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
    }
}
