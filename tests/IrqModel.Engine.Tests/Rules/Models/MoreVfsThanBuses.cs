namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>IRQ5005: the last of the VFs would be on a bus that does not lead to their PF, and enabling them all fails.</summary>
internal sealed class MoreVfsThanBuses : RuleModel
{
    private const int Vfs = 128;

    public override string Rule => "IRQ5005";

    public override string Harm => "no VFs";

    public override Machine BuildMachine()
    {
        var machine = new Machine("a port with one bus");
        var port = machine.AddRootBus().AddBridge("1c.0", secondaryBus: 1);
        port.SecondaryBus.AddFunction("00.0", "nic", sriov: new(Vfs, FirstVfOffset: 0x80, VfStride: 2, VfMsixVectors: 1));
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Machine BuildRightMachine()
    {
        var machine = new Machine("a port with two buses");
        var port = machine.AddRootBus().AddBridge("1c.0", secondaryBus: 1, subordinateBus: 2);
        port.SecondaryBus.AddFunction("00.0", "nic", sriov: new(Vfs, FirstVfOffset: 0x80, VfStride: 2, VfMsixVectors: 1));
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Wrong(Machine machine) => new AnyHost(machine);

    public override Host Right(Machine machine) => new AnyHost(machine);

    public override async Flow Scenario(Host host)
    {
        try
        {
            await ((PhysicalFunction)host.Machine[Bdf.Parse("01:00.0")]).EnableSriov(Vfs);
        }
        catch (InvalidOperationException refused) when (refused.Message.Contains("out of range", StringComparison.Ordinal))
        {
            // That there are none is what the model is about.
        }
    }

    public override IReadOnlyList<string> HarmsIn(RunResult result) =>
        result.Functions.Any(function => function.PhysicalFunction is not null)
            ? [.. base.HarmsIn(result).Where(harm => harm != "unbound")]
            : ["no VFs"];

    private sealed class AnyHost(Machine machine) : RemappedHost(machine);
}
