using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>Entries that nobody masked.</summary>
internal sealed class F02 : Exhibit
{
    public override string Id => "F02";

    public override string Commit => "7d5ec3d36123";

    public override string Title => "MSI-X was enabled with entries unmasked";

    public override string Story =>
        "After a crash the table may be as the old kernel left it: entries unmasked. msix_setup_entries() left msi_desc::masked at 0, "
        + "so that nothing else masked them, and msix_program_entries() masked those that were allocated, after they had been written. "
        + "A device that did not rest sent what it had in its table. 7d5ec3d36123 masks all entries before anything else, 438553958ba1 "
        + "with MASKALL from the moment of enabling; da181dc974ad masks an entry while it is written.";

    public override IReadOnlyList<string> Rules => ["IRQ1004"];

    public override IReadOnlyList<string> RelatedCommits => ["438553958ba1", "da181dc974ad"];

    public override bool IsRestless => true;

    public override Machine BuildMachine() => NicMachine.Build();

    public override Host Before(Machine machine) => new Linux_5_10(machine, new F02Before());

    public override Host After(Machine machine) => new Linux_5_10(machine, new F02After());
}
