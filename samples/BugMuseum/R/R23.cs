using IrqModel;

namespace BugMuseum.R;

/// <summary>A device that a guest still uses.</summary>
internal sealed class R23 : Exhibit
{
    public override string Id => "R23";

    public override string Commit => "https://github.com/xapi-project/xcp-networkd/pull/135";

    public override string Title => "A function was taken out of the system under its guest";

    public override string Story =>
        "A variant of R12, made for the museum; no report of it is known to us. A VF that is passed through has a driver of the host, "
        + "the passthrough driver, which lets go only when the guest does. Taking the VF out of the system before that leaves a guest "
        + "that waits for interrupts of a device which is gone. The second model takes the VF back first.";

    public override IReadOnlyList<string> Rules => ["IRQ4007"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new R23Before(machine);

    public override Host After(Machine machine) => new R23After(machine);

    public override Flow Scenario(Host host) => ((R23Host)host).PassThrough();
}
