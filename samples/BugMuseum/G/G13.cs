using IrqModel;

namespace BugMuseum.G;

/// <summary>A mapping that is given back while it is used.</summary>
internal sealed class G13 : Exhibit
{
    public override string Id => "G13";

    public override string Commit => "b4b77778ecc5";

    public override string Title => "Composing a message anew on Hyper-V gave its mapping back first";

    public override string Story =>
        "hv_compose_msi_msg() may run more than once for an interrupt. Each time it gave back the mapping that the host had made, and "
        + "asked for another. With multi-message MSI a mapping is one block, so that this took it from interrupts that were unmasked "
        + "and in use. The fix keeps the mapping. For single messages that put all interrupts on one or two physical processors, so "
        + "c234ba804292 keeps it for multi-message MSI only. The model shows the block with MSI-X entries: between the two requests the "
        + "device sends to an entry that is free.";

    public override IReadOnlyList<string> Rules => ["IRQ4003"];

    public override IReadOnlyList<string> RelatedCommits => ["c234ba804292"];

    public override bool IsRestless => true;

    public override Machine BuildMachine() => F.NicMachine.Build();

    public override Host Before(Machine machine) => new G13Before(machine);

    public override Host After(Machine machine) => new G13After(machine);

    public override Flow Scenario(Host host) => ((G13Host)host).Retarget(host.Machine[F.NicMachine.Nic]);
}
