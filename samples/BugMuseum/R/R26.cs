using IrqModel;

namespace BugMuseum.R;

/// <summary>Two entries are changed, and one is named.</summary>
internal sealed class R26 : Exhibit
{
    public override string Id => "R26";

    public override string Commit => "https://github.com/microsoft/openvmm/pull/3728";

    public override string Title => "Of several changed entries only the last was invalidated";

    public override string Story =>
        "A reviewer found this before it was merged. A guest changes table entries of several devices and queues an invalidation for each; the "
        + "emulated unit kept only the last one of a batch, so that the routes of the others stayed as they had been cached. The advice was to "
        + "widen the invalidation as soon as a second device is named. In the model software does the same: it moves one vector of two devices "
        + "and invalidates the entry of the second. The first one's interrupts go on to the vector that was given back.";

    public override IReadOnlyList<string> Rules => ["IRQ1009"];

    public override bool IsRestless => true;

    public override Machine BuildMachine()
    {
        var machine = new Machine("two devices");
        var bus = machine.AddRootBus();
        bus.AddFunction("02.0", "device", msixVectors: 1);
        bus.AddFunction("03.0", "other", msixVectors: 1);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new R26Before(machine);

    public override Host After(Machine machine) => new R26After(machine);

    public override async Flow Scenario(Host host)
    {
        ((R26Kernel)host).Rebalance(host.Machine[ReportMachines.Device], host.Machine[Bdf.Parse("00:03.0")]);
    }
}
