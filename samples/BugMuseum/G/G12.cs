using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.G;

/// <summary>A kind of interrupt that a domain does not have.</summary>
internal sealed class G12 : Exhibit
{
    public override string Id => "G12";

    public override string Commit => "0a3a58de3195";

    public override string Title => "Xen gave no MSI-X interrupts any more";

    public override string Story =>
        "Since 6.2 a domain says by flags what it can do, and pci_msi_domain_supports() asks for MSI_FLAG_PCI_MSIX before MSI-X is "
        + "enabled. Xen's domain did not have the flag, because nobody had asked before: in dom0 and in guests, drivers that want MSI-X "
        + "got nothing. The fix sets it; 6c796996ee70 sets MSI_FLAG_DEV_SYSFS and MSI_FLAG_FREE_MSI_DESCS, without which descriptors "
        + "stayed behind. No order of operations is wrong.";

    public override IReadOnlyList<string> Rules => [];

    public override IReadOnlyList<string> RelatedCommits => ["6c796996ee70"];

    public override Machine BuildMachine() => F.NicMachine.Build();

    public override Host Before(Machine machine) => new G12Before(machine);

    public override Host After(Machine machine) => new G12After(machine);

    public override string? Damage(RunResult result) =>
        Harm.WithoutVectors(result) ?? base.Damage(result);
}
