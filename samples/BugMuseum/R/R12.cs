using IrqModel;

namespace BugMuseum.R;

/// <summary>VFs that are held.</summary>
internal sealed class R12 : Exhibit
{
    public override string Id => "R12";

    public override string Commit => "https://github.com/xapi-project/xcp-networkd/pull/135";

    public override string Title => "SR-IOV was to be switched off while another driver held the VFs";

    public override string Story =>
        "The network daemon wrote to sriov_numvfs while pciback, the passthrough driver, still held VFs, and disabling SR-IOV failed. "
        + "The fix unbinds all VFs from it first. The report says no more. The model of the PF's driver clears VF Enable first and then "
        + "sees who holds VFs, so that these vanish from hardware; the repaired one looks first and refuses.";

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
