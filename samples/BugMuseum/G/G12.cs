using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.G;

/// <summary>A kind of interrupt that a domain does not have.</summary>
internal sealed class G12 : Exhibit
{
    public override string Id => "G12";

    public override string Commit => "0a3a58de3195";

    public override string Title => "Xen guests got no MSI-X interrupts any more";

    public override string Story =>
        "Since 99f3d2797657, in 6.2-rc, the core asks whether a domain has MSI_FLAG_PCI_MSIX before it enables MSI-X. Xen's domain "
        + "can do it but never had the flag, because nobody had asked before: in a guest on Amazon's EC2 the ena driver failed with "
        + "\"Failed to enable MSI-X\". The fix sets it. 6c796996ee70 sets MSI_FLAG_DEV_SYSFS and MSI_FLAG_FREE_MSI_DESCS as well, of "
        + "which the first had no effect before 335b4223466d. No order of operations is wrong.";

    public override IReadOnlyList<string> Rules => [];

    public override IReadOnlyList<string> RelatedCommits => ["99f3d2797657", "6c796996ee70", "335b4223466d"];

    public override Machine BuildMachine() => F.NicMachine.Build();

    public override Host Before(Machine machine) => new G12Before(machine);

    public override Host After(Machine machine) => new G12After(machine);

    public override string? Damage(RunResult result) =>
        Harm.WithoutVectors(result) ?? base.Damage(result);
}
