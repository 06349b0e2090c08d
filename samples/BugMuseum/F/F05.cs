using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>Reserved bits that were taken for the mask.</summary>
internal sealed class F05 : Exhibit
{
    public override string Id => "F05";

    public override string Commit => "e045fa29e893";

    public override string Title => "Vectors stayed masked after a resume";

    public override string Story =>
        "The kernel saves each entry's Vector Control register, 32 bits of which one is the mask, and pci_restore_msi_state() set the mask where any bit "
        + "of the saved word was set. On functions whose reserved bits are not 0, every vector was masked after the first resume. The fix writes the "
        + "word back as it was read. All steps are there and in order, so no rule is broken.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine() => NicMachine.Build();

    public override Host Before(Machine machine) => new F05Before(machine);

    public override Host After(Machine machine) => new F05After(machine);

    public override async Flow Scenario(Host host)
    {
        await host.SuspendDevices();
        await host.ResumeDevices();
    }
}
