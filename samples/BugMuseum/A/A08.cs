using IrqModel;
using IrqModel.Engine;
using IrqModel.Rules;

namespace BugMuseum.A;

/// <summary>A function without an MSI domain got a warning instead of an answer</summary>
internal sealed class A08 : Exhibit
{
    public override string Id => "A08";

    public override string Commit => "a60b990798eb";

    public override string Title => "A function without an MSI domain got a warning instead of an answer";

    public override string Story =>
        "Where no unit is responsible for a function its MSI domain is NULL. The allocation ran into the fallback of another age, " +
        "a warning and -ENODEV, and drivers that did not look at the answer went on as if they had vectors. Now it fails early " +
        "with -ENOTSUPP, and the driver uses the pin.";

    public override IReadOnlyList<string> Rules => [RuleIds.UsedAfterRemoval];

    public override IReadOnlyList<string> MachineRules => [RuleIds.FunctionUncovered];

    public override Machine BuildMachine() => A08.Uncovered();

    public override Host Before(Machine machine) => new A08Host(machine, new A08Before());

    public override Host After(Machine machine) => new A08Host(machine, new A08After());

    public override string? Damage(RunResult result) =>
        result.Functions.FirstOrDefault(function => function is { Interrupts.IsEmpty: true, PinGsi: null }) is { } without
            ? $"{without.Name}: neither vectors nor the pin"
            : Harm.In(result);

    private static Machine Uncovered()
    {
        var machine = new Machine("a NIC that no unit covers");
        var root = machine.AddRootBus();
        var disk = root.AddFunction("01.0", "disk", msixVectors: 2);
        disk.Gsi = 17;
        var nic = root.AddFunction("02.0", "nic", msixVectors: 4);
        nic.Gsi = 16;
        machine.AddRemappingUnit().Covers(disk);
        return machine;
    }
}
