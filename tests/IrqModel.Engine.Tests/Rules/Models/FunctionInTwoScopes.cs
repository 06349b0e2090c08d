namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ5002: software that takes the first scope in the table allocates in a unit that the requests do not pass.</summary>
internal sealed class FunctionInTwoScopes : RuleModel
{
    public override string Rule => "IRQ5002";

    public override string Harm => "fault 0x22";

    public override Machine BuildMachine()
    {
        var machine = new Machine("a NIC in two scopes");
        var nic = machine.AddRootBus().AddFunction("02.0", "nic");
        machine.AddRemappingUnit().Covers(nic);
        machine.AddRemappingUnit().Covers(nic);
        return machine;
    }

    public override Machine BuildRightMachine()
    {
        var machine = new Machine("a NIC in one scope");
        var root = machine.AddRootBus();
        machine.AddRemappingUnit().Covers(root.AddFunction("01.0", "disk"));
        machine.AddRemappingUnit().Covers(root.AddFunction("02.0", "nic"));
        return machine;
    }

    public override Host Wrong(Machine machine) => new TakesTheFirst(machine);

    public override Host Right(Machine machine) => new TakesTheFirst(machine);

    private sealed class TakesTheFirst(Machine machine) : RemappedHost(machine)
    {
        private readonly Iommu first = new FirstScope(machine);

        public override async Flow Boot()
        {
            first.EnableInterruptRemapping();
            CreateDefaultMsiDomain();
            Subscribe(new DmarNotifier(first));
            await ScanBuses();
            await RegisterDriver(Driver);
        }
    }

    private sealed class FirstScope(Machine machine) : Iommu(machine)
    {
        protected override MsiDomain? SelectMsiDomain(PciFunction function) =>
            Machine.RemappingUnits.FirstOrDefault(unit => unit.Names(function)) is { } unit ? MsiDomainOf(unit) : null;
    }
}
