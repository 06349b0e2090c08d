using IrqModel;
using IrqModel.Engine;
using IrqModel.Rules;

namespace BugMuseum.G;

/// <summary>A function that goes while it is unmasked.</summary>
internal sealed class G14 : Exhibit
{
    public override string Id => "G14";

    public override string Commit => "2738d5ab7929";

    public override string Title => "An interrupt was unmasked on a device that the host had taken away";

    public override string Story =>
        "hv_irq_unmask() asks the host to send an interrupt to another vCPU. When the host took the device away at that moment, "
        + "hv_pci_remove() or the eject work could go on while the call was under way, and what it worked on was freed. The fix takes the "
        + "state lock and asks whether the bus is still there. The model's damage is the call itself: what it writes to is nobody's by "
        + "then.";

    public override IReadOnlyList<string> Rules => ["IRQ1004"];

    public override Machine BuildMachine() => F.NicMachine.Build();

    public override Host Before(Machine machine) => new G14Before(machine);

    public override Host After(Machine machine) => new G14After(machine);

    public override Flow Scenario(Host host) => ((G14Host)host).MoveDuringEject(host.Machine[F.NicMachine.Nic]);

    public override string? Damage(RunResult result) =>
        result.Findings.Any(finding => finding.Key.Rule == RuleIds.MessageBeforeEnable)
            ? "the guest unmasked an interrupt of a function that was gone"
            : base.Damage(result);
}
