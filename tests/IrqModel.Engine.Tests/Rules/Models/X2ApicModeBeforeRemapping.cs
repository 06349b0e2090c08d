namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ1009: processors beyond 255 get interrupts, and messages have eight bits to name them.</summary>
internal sealed class X2ApicModeBeforeRemapping : RuleModel
{
    public override string Rule => "IRQ1009";

    public override string Harm => "WrongHandler";

    public override Machine BuildMachine()
    {
        var machine = new Machine("300 processors") { Processors = 300, X2Apic = true };
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 300);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Wrong(Machine machine) => new ModeOnly(machine);

    public override Host Right(Machine machine) => new RemappingFirst(machine);

    private sealed class ModeOnly(Machine machine) : RemappedHost(machine)
    {
        public override async Flow Boot()
        {
            EnableX2Apic(Dmar);
            CreateDefaultMsiDomain();
            await ScanBuses();
            await RegisterDriver(Driver);
        }
    }

    private sealed class RemappingFirst(Machine machine) : RemappedHost(machine)
    {
        public override async Flow Boot()
        {
            Dmar.EnableInterruptRemapping();
            EnableX2Apic(Dmar);
            CreateDefaultMsiDomain();
            Subscribe(CreateNotifier());
            await ScanBuses();
            await RegisterDriver(Driver);
        }
    }
}
