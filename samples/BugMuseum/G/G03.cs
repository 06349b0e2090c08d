using IrqModel;

namespace BugMuseum.G;

/// <summary>A hypervisor's mapping that nobody made again.</summary>
internal sealed class G03 : Exhibit
{
    public override string Id => "G03";

    public override string Commit => "915cff7f38c5";

    public override string Title => "Interrupts of devices that kept them over hibernation were lost on Hyper-V";

    public override string Story =>
        "On Hyper-V a message leads somewhere because hv_compose_msi_msg() asked the host for a mapping. The host forgets its "
        + "mappings when the guest hibernates; drivers that free their interrupts and request them anew get new ones, those that keep "
        + "them do not, because what pci_restore_msi_state() writes into the table the host does not interpret. The fix calls "
        + "irq_compose_msi_msg() for each of them in hv_pci_resume(). 04bbe863241a passes over devices that have no MSI enabled, for "
        + "which a rewrite of that code crashed.";

    public override IReadOnlyList<string> Rules => ["IRQ4006"];

    public override IReadOnlyList<string> RelatedCommits => ["04bbe863241a"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("guest of Hyper-V");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 4);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new G03Before(machine);

    public override Host After(Machine machine) => new G03After(machine);

    public override async Flow Scenario(Host host)
    {
        await host.SuspendDevices();
        await host.ResumeDevices();
    }
}
