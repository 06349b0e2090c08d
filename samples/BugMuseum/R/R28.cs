using IrqModel;

namespace BugMuseum.R;

/// <summary>Vectors are freed by the driver, and their interrupts by the core, which comes later.</summary>
internal sealed class R28 : Exhibit
{
    public override string Id => "R28";

    public override string Commit => "https://github.com/thesofproject/linux/pull/369";

    public override string Title => "Vectors would have been freed under interrupts that the core releases";

    public override string Story =>
        "The author of a change found this before it was merged. Interrupts were to be requested with devm_request_threaded_irq(), so that "
        + "the core releases them once remove() has returned. The HDA driver frees its vectors in remove(), which would have come first, so it "
        + "was left out of the change. In the model the driver has its vectors managed and frees them itself: the interrupts are still "
        + "requested.";

    public override IReadOnlyList<string> Rules => ["IRQ4001"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R28Before());

    public override Host After(Machine machine) => new Kernel(machine, new R28After());

    public override async Flow Scenario(Host host) => await ReportMachines.DeviceOf(host).Remove();
}
