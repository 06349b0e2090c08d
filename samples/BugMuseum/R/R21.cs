using IrqModel;

namespace BugMuseum.R;

/// <summary>VFs of a guest.</summary>
internal sealed class R21 : Exhibit
{
    public override string Id => "R21";

    public override string Commit => "https://github.com/projectacrn/acrn-kernel/pull/309";

    public override string Title => "The PF disabled VFs that a guest was using";

    public override string Story =>
        "Before it disables SR-IOV a PF's driver asks pci_vfs_assigned() whether guests use its VFs. In ACRN's service VM nothing "
        + "said so: VFs are passed through by the hypervisor, and the flag was not set, so that a PF's driver could take VFs from "
        + "running guests. The fix (also pulls 306 and 270) sets and clears the flag; pull 4477 of the hypervisor, of the same feature, "
        + "passes VFs through and disables them. The first model does not ask, the second does.";

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
