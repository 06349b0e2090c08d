namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ4007: a function is taken out of the system while a guest uses it.</summary>
internal sealed class FunctionTakenFromItsGuest : RuleModel
{
    public override string Rule => "IRQ4007";

    public override string Harm => "leak: 1 vectors that guest waits on";

    public override Machine BuildMachine()
    {
        var machine = base.BuildMachine();
        machine.Buses[0].AddFunction("03.0", "disk");
        return machine;
    }

    public override Host Wrong(Machine machine) => new ImpatientHost(machine);

    public override Host Right(Machine machine) => new PatientHost(machine);

    public override Flow Scenario(Host host) => ((Toolstack)host).PassThrough(host.Machine[Bdf.Parse("00:02.0")]);

    private abstract class Toolstack(Machine machine) : RemappedHost(machine)
    {
        public abstract Flow PassThrough(PciFunction function);
    }

    private sealed class ImpatientHost(Machine machine) : Toolstack(machine)
    {
        public override async Flow PassThrough(PciFunction function)
        {
            function.AssignTo(new Guest("guest"));
            await function.Remove();
        }
    }

    private sealed class PatientHost(Machine machine) : Toolstack(machine)
    {
        public override async Flow PassThrough(PciFunction function)
        {
            function.AssignTo(new Guest("guest"));
            function.TakeBack();
            await function.Remove();
        }
    }
}
