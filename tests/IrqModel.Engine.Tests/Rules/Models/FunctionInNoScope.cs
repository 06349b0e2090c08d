namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ5001: the look-up finds no unit for the NIC, and a function without a domain gets no vectors.</summary>
internal sealed class FunctionInNoScope : RuleModel
{
    public override string Rule => "IRQ5001";

    public override string Harm => "no vectors";

    public override Machine BuildMachine()
    {
        var machine = new Machine("a NIC in no scope");
        var root = machine.AddRootBus();
        var disk = root.AddFunction("01.0", "disk");
        root.AddFunction("02.0", "nic");
        machine.AddRemappingUnit().Covers(disk);
        return machine;
    }

    public override Machine BuildRightMachine()
    {
        var machine = new Machine("a NIC in a scope");
        var root = machine.AddRootBus();
        machine.AddRemappingUnit().Covers(root.AddFunction("01.0", "disk")).Covers(root.AddFunction("02.0", "nic"));
        return machine;
    }

    public override Host Wrong(Machine machine) => new LooksUp(machine);

    public override Host Right(Machine machine) => new LooksUp(machine);

    private sealed class LooksUp(Machine machine) : RemappedHost(machine);
}
