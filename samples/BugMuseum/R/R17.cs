using IrqModel;

namespace BugMuseum.R;

/// <summary>Entries of a device that is gone.</summary>
internal sealed class R17 : Exhibit
{
    public override string Id => "R17";

    public override string Commit => "https://github.com/projectacrn/acrn-hypervisor/pull/3063";

    public override string Title => "The records of a guest's interrupts were dropped before the bus that needed them was cleaned up";

    public override string Story =>
        "When a guest shut down, ptdev_release_all_entries() dropped the records of its passed-through interrupts, and "
        + "vpci_cleanup(), which frees remapping entries by these records, came after that and found none: the entries stayed taken. "
        + "The fix calls vpci_cleanup() first, and frees an entry whenever its record goes. In the model the function stands for the "
        + "record: what is released after it has gone is not its own any more.";

    public override IReadOnlyList<string> Rules => ["IRQ4002", "IRQ4005"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new R17Before(machine);

    public override Host After(Machine machine) => new R17After(machine);

    public override Flow Scenario(Host host) => ((R17Hypervisor)host).ShutDown(ReportMachines.DeviceOf(host));
}
