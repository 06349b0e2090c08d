using IrqModel;

namespace BugMuseum.R;

/// <summary>An irqfd that keeps what it found.</summary>
internal sealed class R11 : Exhibit
{
    public override string Id => "R11";

    public override string Commit => "https://github.com/microsoft/openvmm/pull/3900";

    public override string Title => "The irqfd was registered before its route was set";

    public override string Story =>
        "Registering an irqfd bakes in the route that its GSI has at that moment, and setting the route later does not change it. "
        + "Registered first, it sent what was there before: nothing. cloud-hypervisor pull 6348 met the same order as a panic of the "
        + "host, when posted interrupts were updated for a GSI without a route; kata-containers issue 8727 is about the enable bit that "
        + "was let through too early. The route comes first.";

    public override IReadOnlyList<string> Rules => ["IRQ1004"];

    public override Machine BuildMachine() => ReportMachines.LatchingDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R11Before());

    public override Host After(Machine machine) => new Kernel(machine, new R11After());
}
