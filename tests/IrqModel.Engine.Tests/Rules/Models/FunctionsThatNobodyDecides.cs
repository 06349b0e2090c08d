namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ1010: remapping is on, and nobody tells functions their MSI domain.</summary>
internal sealed class FunctionsThatNobodyDecides : RuleModel
{
    public override string Rule => "IRQ1010";

    public override string Harm => "fault 0x25";

    public override Host Wrong(Machine machine) => new TellsNobody(machine);

    public override Host Right(Machine machine) => new TellsTheNotifier(machine);

    private sealed class TellsNobody(Machine machine) : RemappedHost(machine)
    {
        public override async Flow Boot()
        {
            Dmar.EnableInterruptRemapping();
            CreateDefaultMsiDomain();
            await ScanBuses();
            await RegisterDriver(Driver);
        }
    }

    private sealed class TellsTheNotifier(Machine machine) : RemappedHost(machine);
}
