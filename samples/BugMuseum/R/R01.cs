using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.R;

/// <summary>Entries of a table that is gone.</summary>
internal sealed class R01 : Exhibit
{
    public override string Id => "R01";

    public override string Commit => "https://github.com/asterinas/asterinas/issues/3920";

    public override string Title => "A new remapping table was switched on with the old one still cached";

    public override string Story =>
        "An audit of the code found this; no machine is known on which it happened, and the issue is open. The kernel gives the unit "
        + "a new table and switches remapping on without a global invalidation of the entry cache. Units that do not flush when the "
        + "table pointer is set (CAP.ESIRTPS) go on with what they have read from the table of the kernel before: a device that nobody "
        + "has taken over yet still reaches a vector, through an entry that is in no table any more. Here that is a NIC that the kernel "
        + "before had in use. The second model silences the functions before it takes their entries away, as Linux does when it starts another kernel, "
        + "and invalidates.";

    public override IReadOnlyList<string> Rules => ["IRQ1009", "IRQ4004"];

    public override bool IsRestless => true;

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new R01Before(machine);

    public override Host After(Machine machine) => new R01After(machine);

    public override async Flow Scenario(Host host)
    {
        ((R01Kernel)host).StartNextKernel();
    }

    public override string? Damage(RunResult result) =>
        result.Functions.Any(function => function.Interrupts.Any(interrupt => interrupt.Outcome == DeliveryOutcome.Delivered))
            ? "device: its messages go through entries of the old table"
            : null;
}
