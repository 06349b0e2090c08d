namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ5004: software that takes the last catch-all unit allocates in one that no request passes.</summary>
internal sealed class TwoCatchAllUnits : RuleModel
{
    public override string Rule => "IRQ5004";

    public override string Harm => "fault 0x22";

    public override Machine BuildMachine()
    {
        var machine = new Machine("two catch-all units");
        machine.AddRootBus().AddFunction("02.0", "nic");
        machine.AddCatchAllUnit();
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Machine BuildRightMachine()
    {
        var machine = new Machine("one catch-all unit");
        machine.AddRootBus().AddFunction("02.0", "nic");
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Wrong(Machine machine) => new TakesTheLast(machine);

    public override Host Right(Machine machine) => new TakesTheLast(machine);

    private sealed class TakesTheLast(Machine machine) : RemappedHost(machine)
    {
        private readonly Iommu last = new LastCatchAll(machine);

        public override async Flow Boot()
        {
            last.EnableInterruptRemapping();
            CreateDefaultMsiDomain();
            Subscribe(new DmarNotifier(last));
            await ScanBuses();
            await RegisterDriver(Driver);
        }
    }

    private sealed class LastCatchAll(Machine machine) : Iommu(machine)
    {
        protected override MsiDomain? SelectMsiDomain(PciFunction function) => MsiDomainOf(Machine.RemappingUnits.Last(unit => unit.IncludeAll));
    }
}
