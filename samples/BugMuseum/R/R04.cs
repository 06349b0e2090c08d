using IrqModel;

namespace BugMuseum.R;

/// <summary>First the vector, then its interrupt.</summary>
internal sealed class R04 : Exhibit
{
    public override string Id => "R04";

    public override string Commit => "https://github.com/projectacrn/acrn-hypervisor/pull/1360";

    public override string Title => "The vector was freed before the interrupt that was found by it";

    public override string Story =>
        "free_irq() of the hypervisor gave the vector back first and then used that vector to free the interrupt's number. The number "
        + "was not found any more, and each MSI that was freed leaked one. The fix frees these numbers. The model unbinds the driver of "
        + "a passed-through device.";

    public override IReadOnlyList<string> Rules => ["IRQ4001"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R04Before());

    public override Host After(Machine machine) => new Kernel(machine, new R04After());

    public override Flow Scenario(Host host) => ReportMachines.DeviceOf(host).Remove();
}
