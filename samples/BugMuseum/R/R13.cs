using IrqModel;

namespace BugMuseum.R;

/// <summary>A kernel that remaps and does not compose.</summary>
internal sealed class R13 : Exhibit
{
    public override string Id => "R13";

    public override string Commit => "https://github.com/asterinas/asterinas/pull/1218";

    public override string Title => "Remapping was on before the MSI code knew the new format";

    public override string Story =>
        "The pull request brings interrupt remapping and, with it, the remappable format for MSI-X; seL4 pull 1098 does the same. The "
        + "first model is one half without the other: remapping is on, the MSI code writes compatibility-format messages, and the unit "
        + "blocks them. No report of a system like that is known to us. The second model composes messages through the unit's table, by "
        + "a notifier that gives each function its unit's domain.";

    public override IReadOnlyList<string> Rules => ["IRQ1010"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new R13Before(machine);

    public override Host After(Machine machine) => new Kernel(machine);
}
