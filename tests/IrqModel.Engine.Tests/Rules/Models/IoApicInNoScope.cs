namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ5006: because of one IOAPIC nothing is remapped, and whatever a function sends passes.</summary>
internal sealed class IoApicInNoScope : RuleModel
{
    public override string Rule => "IRQ5006";

    public override string Harm => "not remapped";

    public override Machine BuildMachine()
    {
        var machine = new Machine("an IOAPIC in no scope");
        machine.AddRootBus().AddFunction("02.0", "nic");
        machine.AddIoApic(2);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Machine BuildRightMachine()
    {
        var machine = new Machine("an IOAPIC in a scope");
        machine.AddRootBus().AddFunction("02.0", "nic");
        machine.AddCatchAllUnit().Covers(machine.AddIoApic(2));
        return machine;
    }

    public override Host Wrong(Machine machine) => new KeepsTheDefault(machine);

    public override Host Right(Machine machine) => new KeepsTheDefault(machine);

    public override IReadOnlyList<string> HarmsIn(RunResult result) =>
    [
        .. base.HarmsIn(result),
        .. result.Functions.SelectMany(function => function.Interrupts).Any(interrupt => !interrupt.Message.IsRemappable) ? ["not remapped"] : Array.Empty<string>(),
    ];

    // Linux: the notifier does nothing where interrupt remapping is off (irq_remapping_enabled).
    private sealed class KeepsTheDefault(Machine machine) : RemappedHost(machine)
    {
        public override async Flow Boot()
        {
            var isOn = Dmar.EnableInterruptRemapping();
            CreateDefaultMsiDomain();
            if (isOn) Subscribe(CreateNotifier());
            await ScanBuses();
            await RegisterDriver(Driver);
        }

        protected override Flow AddDevice(PciFunction function)
        {
            function.SetDefaultMsiDomain(DefaultMsiDomain);
            return base.AddDevice(function);
        }
    }
}
