using IrqModel;

namespace BugMuseum.R;

/// <summary>A refusal that nobody heeds.</summary>
internal sealed class R05 : Exhibit
{
    public override string Id => "R05";

    public override string Commit => "https://github.com/amd/xdna-driver/pull/1429";

    public override string Title => "The PF went although its VFs could not be disabled";

    public override string Story =>
        "The driver's remove() asks to disable SR-IOV. VFs that are passed through to a guest refuse, the error is logged, and the PF "
        + "is torn down under them: they stay in the system, with their drivers, and hardware answers no more. Pull 1429 linked the VFs "
        + "to their PF, so that the driver core takes them away first. Pull 1435 reverted that two days later, and warns that guests "
        + "will be disrupted. The second model takes the VFs away first, as 1429 did.";

    public override IReadOnlyList<string> Rules => ["IRQ2004"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R05Before());

    public override Host After(Machine machine) => new Kernel(machine, new R05After());

    public override async Flow Scenario(Host host)
    {
        var device = ReportMachines.DeviceOf(host);
        await device.ConfigureSriov(2);
        await device.Remove();
    }
}
