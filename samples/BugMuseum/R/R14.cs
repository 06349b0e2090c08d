using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.R;

/// <summary>An IOAPIC out of reach.</summary>
internal sealed class R14 : Exhibit
{
    public override IReadOnlyList<string> MachineRules => ["IRQ5006"];

    public override string Id => "R14";

    public override string Commit => "https://github.com/genodelabs/genode/issues/5066";

    public override string Title => "A domain was taken from a unit that could not be switched on";

    public override string Story =>
        "Whoever owns remapping has to program the IOAPIC too, and the component that owns the units could not reach it. It had to "
        + "let compatibility-format messages pass, which defeats remapping. The issue is about that plan; it tells of no failure. In "
        + "the model remapping stays off, because the machine has an IOAPIC that no unit names, before and after. Software that does "
        + "not look whether it is on finds no domain and gives that; the model that copes gives a domain only where the look-up finds "
        + "one.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine()
    {
        var machine = new Machine("an IOAPIC that no unit names");
        machine.AddRootBus().AddFunction("02.0", "device", msixVectors: 2);
        machine.AddIoApic(id: 2);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new R09Before(machine);

    public override Host After(Machine machine) => new Kernel(machine);

    public override string? Damage(RunResult result) =>
        Harm.WithoutVectors(result) ?? base.Damage(result);
}
