using IrqModel;

namespace BugMuseum.G;

/// <summary>A mapping that is given back while it is used.</summary>
internal sealed class G13 : Exhibit
{
    public override string Id => "G13";

    public override string Commit => "b4b77778ecc5";

    public override string Title => "Moving an interrupt on Hyper-V gave its mapping back first";

    public override string Story =>
        "hv_compose_msi_msg() runs again whenever an interrupt is moved. It gave the mapping back that the host had made before, with "
        + "hv_int_desc_free(), and asked for another: between the two the device sent to an entry that was free, and Azure's NVMe devices "
        + "lost completions. The fix keeps the mapping. c234ba804206 repaired it for multi-message MSI, whose vectors after the first had "
        + "no mapping of their own to keep.";

    public override IReadOnlyList<string> Rules => ["IRQ4003"];

    public override IReadOnlyList<string> RelatedCommits => ["c234ba804206"];

    public override bool IsRestless => true;

    public override Machine BuildMachine() => F.NicMachine.Build();

    public override Host Before(Machine machine) => new G13Before(machine);

    public override Host After(Machine machine) => new G13After(machine);

    public override Flow Scenario(Host host) => ((G13Host)host).Retarget(host.Machine[F.NicMachine.Nic]);
}
