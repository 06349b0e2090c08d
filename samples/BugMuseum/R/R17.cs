using IrqModel;

namespace BugMuseum.R;

/// <summary>Entries of a device that is gone.</summary>
internal sealed class R17 : Exhibit
{
    public override string Id => "R17";

    public override string Commit => "https://github.com/projectacrn/acrn-hypervisor/pull/3063";

    public override string Title => "The entries of a guest were released after its bus had been cleaned up";

    public override string Story =>
        "When a guest shut down, its virtual PCI bus was cleaned up, which gives the passed-through devices back, and the entries of "
        + "these devices were to be released by way of the devices: none was found any more, and the table filled with each guest. The "
        + "fix releases the entries first.";

    public override IReadOnlyList<string> Rules => ["IRQ4002", "IRQ4005"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new R17Before(machine);

    public override Host After(Machine machine) => new R17After(machine);

    public override Flow Scenario(Host host) => ((R17Hypervisor)host).ShutDown(ReportMachines.DeviceOf(host));
}
