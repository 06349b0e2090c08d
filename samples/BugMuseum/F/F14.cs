using IrqModel;

namespace BugMuseum.F;

/// <summary>A chip that cannot stand to be read.</summary>
internal sealed class F14 : Exhibit
{
    public override string Id => "F14";

    public override string Commit => "cf761e3dacc6";

    public override IReadOnlyList<string> RelatedCommits => ["7d5ec3d36123"];

    public override string Title => "Masking a network chip's MSI-X entries before writing them stopped it";

    public override string Story =>
        "Since 7d5ec3d36123 msix_prepare_msi_desc() reads the control word of each MSI-X entry before anything else is done to the table, and "
        + "msix_mask_all() writes it back masked. Sun Neptune network chips (niu) answer a read of an entry whose data was never written with a "
        + "fatal error. The fix marks such devices, and has ENTRY_DATA written before the first read. No order is wrong on other hardware, so no "
        + "rule is broken: the function is silent because it has failed.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine()
    {
        var machine = NicMachine.Build();
        machine[NicMachine.Nic].FailsOnUnwrittenReads = true;
        return machine;
    }

    public override Host Before(Machine machine) => new F13Linux(machine, new F14Before());

    public override Host After(Machine machine) => new F13Linux(machine, new F14After());
}
