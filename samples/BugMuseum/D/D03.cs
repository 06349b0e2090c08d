using IrqModel;

namespace BugMuseum.D;

/// <summary>The proxy ids of a non-transparent bridge, AMD-Vi.</summary>
internal sealed class D03 : Exhibit
{
    public override string Id => "D03";

    public override string Commit => "3c124435e8dd";

    public override string Title => "Only the function's own id led to its interrupt remapping table";

    public override string Story =>
        "An AMD unit finds the table by the id in the request. alloc_irq_table() made a table for the function and entered it in the device table "
        + "for its own id; what a non-transparent bridge sends under its proxy ids met entries without a table and was blocked. The fix enters the "
        + "table for every alias, by set_remap_table_entry_alias(). No order of operations is wrong here.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine() => NtbMachine.Build(machine => machine.AddAmdIommu());

    public override Host Before(Machine machine) => new D03Before(machine);

    public override Host After(Machine machine) => new D03After(machine);
}
