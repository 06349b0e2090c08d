using IrqModel;

namespace BugMuseum.R;

/// <summary>A table that has no address yet.</summary>
internal sealed class R07 : Exhibit
{
    public override string Id => "R07";

    public override string Commit => "https://github.com/microsoft/openvmm/pull/4146";

    public override string Title => "A restored device asked for the address of a BAR that it did not have yet";

    public override string Story =>
        "A restored virtio device set its doorbells up before its configuration space was restored. It asked for the address of BAR "
        + "0, there was none, and no doorbell was installed: each kick of the guest was an exit, which cost time and lost nothing. The "
        + "fix restores the configuration space first. The model shows the same order with the MSI-X table, which lies behind a BAR as "
        + "well: messages that are written to it go nowhere. No report of that is known to us.";

    public override IReadOnlyList<string> Rules => ["IRQ4006"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new R07Before(machine);

    public override Host After(Machine machine) => new R07After(machine);

    public override async Flow Scenario(Host host)
    {
        await host.SuspendDevices();
        await host.ResumeDevices();
    }
}
