using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.R;

/// <summary>A search that ends too early.</summary>
internal sealed class R19 : Exhibit
{
    public override string Id => "R19";

    public override string Commit => "https://github.com/xvisor/xvisor/pull/193";

    public override string Title => "The MSI parent was found or not by the order of two nodes";

    public override string Story =>
        "The device tree has one IMSIC for the machine's mode and one for the supervisor's. Setting up an IMSIC, the hypervisor "
        + "looked at its interrupt and left if that was not the supervisor's. Where the machine's came first in the tree, the parent "
        + "interrupt was never set, and the hypervisor did not boot; the other way round it did. The fix makes both orders work. The "
        + "model searches units, of which the second is the right one, and gives up at the first.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine()
    {
        var machine = new Machine("two units, the right one second");
        var bus = machine.AddRootBus();
        var device = bus.AddFunction("02.0", "device", msixVectors: 2);
        machine.AddRemappingUnit().Covers(bus.AddFunction("01.0", "other", msixVectors: 1));
        machine.AddRemappingUnit().Covers(device);
        return machine;
    }

    public override Host Before(Machine machine) => new R19Kernel(machine, new R19Before(machine));

    public override Host After(Machine machine) => new R19Kernel(machine, new R19After(machine));

    public override string? Damage(RunResult result) =>
        Harm.WithoutVectors(result) ?? base.Damage(result);
}
