using IrqModel;

namespace BugMuseum.G;

/// <summary>A host that takes an interrupt back from a guest by moving it.</summary>
internal sealed class G07 : Exhibit
{
    public override string Id => "G07";

    public override string Commit => "688124cc541f";

    public override string Title => "A change of the host's affinity took a posted interrupt from its vCPU";

    public override string Story =>
        "KVM has an assigned function's interrupts posted to the vCPU with intel_ir_set_vcpu_affinity(). With posted MSI (ed1e48ea4370) "
        + "intel_ir_reconfigure_irte() wrote the host's entry at every change of affinity, also over one that belonged to a vCPU: its interrupts came to the "
        + "host, where VFIO's handler passes them on, at the price that posting is there to save. The fix keeps posted_msi and posted_vcpu apart and "
        + "leaves the entry of a vCPU alone. It is one operation, and what is wrong is inside it.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine() => PostingMachine.Build();

    public override Host Before(Machine machine) => new G07Before(machine);

    public override Host After(Machine machine) => new G07After(machine);

    public override Flow Scenario(Host host)
    {
        var nic = PostingMachine.Nic(host);
        nic.SetVcpuAffinity(0, PostingMachine.Vcpu, guestVector: 0x41); // vmx_pi_update_irte()
        nic.SetAffinity(0, 3);                                          // echo 8 > /proc/irq/N/smp_affinity
        return Flow.Completed;
    }
}
