using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.G;

/// <summary>An interrupt that comes back from a guest and is not what it was.</summary>
internal sealed class G08 : Exhibit
{
    public override string Id => "G08";

    public override string Commit => "2454823e97a6";

    public override string Title => "An interrupt that was given back by a guest was no longer posted to the host";

    public override string Story =>
        "With posted MSI (ed1e48ea4370) an interrupt of the host is posted to the descriptor of its processor, so that one notification serves all that came "
        + "in meanwhile. When KVM ended the posting to a vCPU, intel_ir_set_vcpu_affinity() wrote the cached remapped entry, whatever the interrupt had "
        + "before: it arrives, but each by itself, and posted MSI is off for it until somebody changes its affinity. The fix writes what a change of affinity "
        + "would have written. It is one operation, and what is wrong is inside it.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine() => PostingMachine.Build();

    public override Host Before(Machine machine) => new G08Before(machine);

    public override Host After(Machine machine) => new G08After(machine);

    public override Flow Scenario(Host host)
    {
        var nic = PostingMachine.Nic(host);
        nic.SetVcpuAffinity(0, PostingMachine.Vcpu, guestVector: 0x41); // vmx_pi_update_irte()
        nic.ClearVcpuAffinity(0);                                       // kvm_arch_irq_bypass_del_producer()
        return Flow.Completed;
    }

    public override string? Damage(RunResult result) =>
        result["00:02.0"].Interrupts[0].Entry is { Posted: false } ? "nic vector 0: its entry is in remapped format, and is no longer posted" : base.Damage(result);
}
