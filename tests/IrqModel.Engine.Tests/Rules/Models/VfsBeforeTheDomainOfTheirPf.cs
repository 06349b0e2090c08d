namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ2002: VFs come while their PF still has the default domain, and inherit that.</summary>
internal sealed class VfsBeforeTheDomainOfTheirPf : RuleModel
{
    public override string Rule => "IRQ2002";

    public override string Harm => "fault 0x25";

    public override Host Wrong(Machine machine) => new WithNotifier(machine, iommu => new Hasty(iommu));

    public override Host Right(Machine machine) => new WithNotifier(machine, iommu => new Patient(iommu));

    private sealed class WithNotifier(Machine machine, Func<Iommu, BusNotifier> notifier) : RemappedHost(machine)
    {
        protected override BusNotifier CreateNotifier() => notifier(Dmar);
    }

    private sealed class Hasty(Iommu iommu) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();
                return;
            }

            if (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(2);
            iommu.Register(function);
            function.AssignMsiDomain(iommu.FindMsiDomain(function));
        }
    }

    private sealed class Patient(Iommu iommu) : IommuNotifier(priority: 1)
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
            if (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(2);
        }
    }
}
