using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>A bit that an attempt left behind.</summary>
internal sealed class F11 : Exhibit
{
    public override string Id => "F11";

    public override string Commit => "94185adbfad5";

    public override string Title => "A failed attempt left all vectors of the function masked";

    public override string Story =>
        "msix_capability_init() sets PCI_MSIX_FLAGS_MASKALL while it works. When it failed it left by a path that did not clear the "
        + "bit, so the next attempt, with fewer vectors, enabled MSI-X with everything masked: the entries were unmasked one by one when "
        + "the driver requested them, and the bit above all of them was not. The fix clears it on the error path; 83dbf898a2d4 masks "
        + "unused entries only once all has succeeded.";

    public override IReadOnlyList<string> Rules => ["IRQ4007"];

    public override IReadOnlyList<string> RelatedCommits => ["83dbf898a2d4"];

    public override Machine BuildMachine() => NicMachine.Build();

    public override Host Before(Machine machine) => new Linux_5_10(machine, new F11Before());

    public override Host After(Machine machine) => new Linux_5_10(machine, new F11After());
}
