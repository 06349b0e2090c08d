using IrqModel;

namespace BugMuseum.R;

/// <summary>Masked by taking the route away.</summary>
internal sealed class R10 : Exhibit
{
    public override string Id => "R10";

    public override string Commit => "https://github.com/cloud-hypervisor/cloud-hypervisor/pull/795";

    public override string Title => "A guest that masked a vector lost the interrupts that came meanwhile";

    public override string Story =>
        "When the guest masks a vector, the monitor took its route out of KVM's table and left the eventfd registered. KVM took what "
        + "came meanwhile from the eventfd, found no route, and lost it, while a masked vector has to remember it. The fix leaves the "
        + "route and takes the eventfd off instead, so that the event waits in it.";

    public override IReadOnlyList<string> Rules => ["IRQ4003"];

    public override bool IsRestless => true;

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new R10Before(machine);

    public override Host After(Machine machine) => new R10After(machine);

    public override Flow Scenario(Host host) => ((R10Monitor)host).MaskAndUnmask(ReportMachines.DeviceOf(host));
}
