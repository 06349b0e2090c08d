using IrqModel;
using IrqModel.Engine;
using IrqModel.Rules;

namespace BugMuseum.G;

/// <summary>A function that is asked for while it is set up.</summary>
internal sealed class G14 : Exhibit
{
    public override string Id => "G14";

    public override string Commit => "2738d5ab7929";

    public override string Title => "An interrupt that had no message was unmasked while the host took the device away";

    public override string Story =>
        "When the host asked for a device back while its driver was still setting MSI-X up, hv_compose_msi_msg() saw "
        + "hv_pcichild_ejecting, stopped waiting for the host's answer, and left chip_data NULL. request_irq() called hv_irq_unmask() "
        + "all the same, and the guest crashed there. The fix goes on waiting, because until the guest has answered the device is still "
        + "its own, for up to a minute; hv_arch_irq_unmask() also looks first. The model's damage is the call itself: the entry that it "
        + "unmasks has no message.";

    public override IReadOnlyList<string> Rules => ["IRQ1004"];

    public override Machine BuildMachine() => F.NicMachine.Build();

    public override Host Before(Machine machine) => new G14Before(machine);

    public override Host After(Machine machine) => new G14After(machine);

    public override async Flow Scenario(Host host)
    {
        var nic = host.Machine[F.NicMachine.Nic];   // its driver is loaded anew
        nic.ReleaseInterrupts();
        nic.FreeVectors();
        await ((G14Host)host).SetUpDuringEject(nic);
    }

    public override string? Damage(RunResult result) =>
        result.Findings.Any(finding => finding.Key.Rule == RuleIds.MessageBeforeEnable)
            ? "the guest unmasked an interrupt that had no message"
            : base.Damage(result);
}
