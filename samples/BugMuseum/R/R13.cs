using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel that remaps and does not compose.</summary>
internal sealed class R13 : Exhibit
{
    public override string Id => "R13";

    public override string Commit => "https://github.com/asterinas/asterinas/pull/1218";

    public override string Title => "Remapping was switched on before the MSI code knew the new format";

    public override string Story =>
        "The kernel learned to switch interrupt remapping on; its MSI code went on to write compatibility-format messages, which the "
        + "unit blocks from then on. seL4 pull 1098 met it from the other side: remapping was left off, because the kernel has no code "
        + "for the remappable format. The fix composes messages through the unit's table, which here is a notifier that gives each "
        + "function its unit's domain.";

    public override IReadOnlyList<string> Rules => ["IRQ1010"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new R13Before(machine);

    public override Host After(Machine machine) => new Kernel(machine);
}
