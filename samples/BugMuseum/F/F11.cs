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
        "msix_capability_init() sets PCI_MSIX_FLAGS_MASKALL while it works. When it failed it cleared the enable bit and left that "
        + "one: lspci showed \"MSI-X: Enable- Masked+\". The fix clears both. 83dbf898a2d4 masks unused entries only once all has "
        + "succeeded, for a Marvell NVMe device that heeded them with MSI-X off and sent no MSI. In the kernel the next success clears "
        + "the bit. The model is of a driver that does not: its next attempt, with fewer vectors, unmasks the entries one by one, and "
        + "the bit above all of them stays.";

    public override IReadOnlyList<string> Rules => ["IRQ4007"];

    public override IReadOnlyList<string> RelatedCommits => ["83dbf898a2d4"];

    public override Machine BuildMachine() => NicMachine.Build();

    public override Host Before(Machine machine) => new Linux_5_10(machine, new F11Before());

    public override Host After(Machine machine) => new Linux_5_10(machine, new F11After());
}
