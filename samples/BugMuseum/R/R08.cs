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
        "The PCI host names its MSI controller in the device tree as interrupt-parent. Linux stopped ordering probes by that "
        + "property, and the first allocation met a BUG in msi_domain_activate(). The fix names it msi-parent, which does order them. "
        + "rcore-os/tgoskits pull 1526 puts MSI controllers before their users where link order decided; nextbsd-kernel pull 91 makes a "
        + "node an interrupt controller before it adds its children. The first model scans before there is a domain.";

    public override IReadOnlyList<string> Rules => ["IRQ1011"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new R08Before(machine);

    public override Host After(Machine machine) => new R08After(machine);

    public override string? Damage(RunResult result) =>
        Harm.WithoutVectors(result) ?? base.Damage(result);
}
