using IrqModel;

namespace BugMuseum.R;

/// <summary>VFs that are held.</summary>
internal sealed class R12 : Exhibit
{
    public override string Id => "R12";

    public override string Commit => "https://github.com/xapi-project/xcp-networkd/pull/135";

    public override string Title => "SR-IOV was switched off while another driver held the VFs";

    public override string Story =>
        "The network daemon wrote 0 to sriov_numvfs, or unloaded the PF's driver, while the passthrough driver still held VFs. They "
        + "vanished from hardware first, and their drivers found silence. The fix unbinds the VFs first and refuses where that cannot be "
        + "done. The model of the PF's driver clears VF Enable first and then sees who holds "
        + "them; the repaired one looks first.";

    public override IReadOnlyList<string> Rules => ["IRQ2004"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R12Before());

    public override Host After(Machine machine) => new Kernel(machine, new R12After());

    public override async Flow Scenario(Host host)
    {
        var device = ReportMachines.DeviceOf(host);
        await device.ConfigureSriov(2);
        device.VirtualFunctions[0].AssignTo(new Guest("guest"));
        await device.ConfigureSriov(0);
    }
}
