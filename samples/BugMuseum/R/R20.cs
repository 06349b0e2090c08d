using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.R;

/// <summary>A table for the next smaller power of two.</summary>
internal sealed class R20 : Exhibit
{
    public override string Id => "R20";

    public override string Commit => "https://github.com/zephyrproject-rtos/zephyr/pull/117277";

    public override string Title => "The table of a device had no room for its last events";

    public override string Story =>
        "The ITS driver computed the size of a device's table as if every count of vectors were a power of two. For other counts the "
        + "table was too small, and MAPTI of the later events was refused. The model has three vectors, and room for two in the first "
        + "table; the second rounds up. No order of operations is wrong.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine()
    {
        var machine = new Machine("three vectors");
        machine.AddRootBus().AddFunction("02.0", "device", msixVectors: 3);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new R20Before(machine);

    public override Host After(Machine machine) => new R20After(machine);

    public override string? Damage(RunResult result) =>
        Harm.WithoutVectors(result) ?? base.Damage(result);
}
