using IrqModel;

namespace BugMuseum.R;

/// <summary>VFs of a guest.</summary>
internal sealed class R21 : Exhibit
{
    public override string Id => "R21";

    public override string Commit => "https://github.com/projectacrn/acrn-kernel/pull/309";

    public override string Title => "The PF disabled VFs that a guest was using";

    public override string Story =>
        "Before it disables SR-IOV a PF's driver asks pci_vfs_assigned() whether guests use its VFs. In the service VM nothing said so: "
        + "VFs were passed through to guests by the hypervisor's own path, which did not set the flag, and writing 0 to sriov_numvfs took "
        + "them from running guests. The fix (with pulls 306 and 270, and pull 4477 of the hypervisor) sets the flag. The first model "
        + "does not ask, the second does.";

    public override IReadOnlyList<string> Rules => ["IRQ2004"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R21Before());

    public override Host After(Machine machine) => new Kernel(machine, new R21After());

    public override async Flow Scenario(Host host)
    {
        var device = ReportMachines.DeviceOf(host);
        await device.ConfigureSriov(2);
        device.VirtualFunctions[0].AssignTo(new Guest("post-launched VM"));
        await device.ConfigureSriov(0);
    }
}
