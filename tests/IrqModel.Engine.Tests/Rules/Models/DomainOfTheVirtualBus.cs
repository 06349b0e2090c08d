namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ2003: a VF asks a bus for its domain that no bridge leads to.</summary>
internal sealed class DomainOfTheVirtualBus : RuleModel
{
    public override string Rule => "IRQ2003";

    public override string Harm => "no vectors";

    // Whether several units serve the bus is a matter of the machine as well.
    public override IReadOnlyList<string> Suspected => ["IRQ1003"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("VFs on the next bus");
        machine.AddRootBus().AddFunction("02.0", "nic", sriov: new(TotalVfs: 4, FirstVfOffset: 0x100, VfStride: 1));
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Wrong(Machine machine) => new WithNotifier(machine, iommu => new AsksTheBus(iommu));

    public override Host Right(Machine machine) => new WithNotifier(machine, iommu => new DmarNotifier(iommu));

    public override Flow Scenario(Host host) => ((PhysicalFunction)host.Machine[Bdf.Parse("00:02.0")]).EnableSriov(2);

    private sealed class WithNotifier(Machine machine, Func<Iommu, BusNotifier> notifier) : RemappedHost(machine)
    {
        protected override BusNotifier CreateNotifier() => notifier(Dmar);
    }

    private sealed class AsksTheBus(Iommu iommu) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomainFromBus();
                return;
            }

            iommu.Register(function);
            function.AssignMsiDomain(iommu.FindMsiDomain(function));
        }
    }
}
