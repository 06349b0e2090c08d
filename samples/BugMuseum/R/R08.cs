using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.R;

/// <summary>A parent that comes late.</summary>
internal sealed class R08 : Exhibit
{
    public override string Id => "R08";

    public override string Commit => "https://github.com/sophgo/linux-riscv/pull/315";

    public override string Title => "The PCI host was probed before the MSI controller that it needs";

    public override string Story =>
        "The PCI host names its MSI controller in the device tree, and nothing made it wait for it: probed first, it scanned its bus, "
        + "and the first allocation met a BUG because there was no domain. rcore-os/tgoskits pull 1526 has both probed at one priority, "
        + "in link order; nextbsd-kernel pull 91 maps interrupts of children before the node above is a controller. Each is repaired by "
        + "putting the parent first.";

    public override IReadOnlyList<string> Rules => ["IRQ1011"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new R08Before(machine);

    public override Host After(Machine machine) => new R08After(machine);

    public override string? Damage(RunResult result) =>
        Harm.WithoutVectors(result) ?? base.Damage(result);
}
