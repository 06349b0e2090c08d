namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ2005: what is behind VMD sends with VMD's id, and its entry verifies its own.</summary>
internal sealed class SourceIdOfAHiddenFunction : RuleModel
{
    public override string Rule => "IRQ2005";

    public override string Harm => "fault 0x26";

    public override Machine BuildMachine()
    {
        var machine = new Machine("a disk behind VMD");
        var vmd = machine.AddRootBus().AddFunction("0e.0", "vmd");
        machine.AddRootBusBehind(vmd, segment: 0x10000).AddFunction("01.0", "disk");
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Wrong(Machine machine) => new WithNotifier(machine, iommu => new OwnId(iommu));

    public override Host Right(Machine machine) => new WithNotifier(machine, iommu => new RealId(iommu));

    public override async Flow Scenario(Host host)
    {
        foreach (var bus in host.Machine.Buses.Where(bus => bus.Controller is not null).ToArray()) await host.ScanBus(bus);
    }

    private sealed class WithNotifier(Machine machine, Func<Iommu, BusNotifier> notifier) : RemappedHost(machine)
    {
        protected override BusNotifier CreateNotifier() => notifier(Dmar);
    }

    private sealed class OwnId(Iommu iommu) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            iommu.Register(function);
            function.SetInterruptSource(function);
            function.AssignMsiDomain(iommu.FindMsiDomain(function));
        }
    }

    private sealed class RealId(Iommu iommu) : IommuNotifier(priority: 1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            iommu.Register(function);
            function.SetInterruptSource(function.RealDmaFunction);
            function.AssignMsiDomain(iommu.FindMsiDomain(function));
        }
    }
}
