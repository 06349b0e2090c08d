using BugMuseum.Shared;
using IrqModel;
using IrqModel.Rules;

namespace BugMuseum.C;

/// <summary>A driver that is being loaded finds a device whose ADD notifiers have not all run</summary>
internal sealed class C03 : Exhibit
{
    public override string Id => "C03";

    public override string Commit => "a2225b6e834a";

    public override string Title => "A driver that is being loaded finds a device whose ADD notifiers have not all run";

    public override string Story =>
        "bus_add_device() puts a device where driver registration finds it, and only then does device_add() call the ADD notifiers: a module loaded " +
        "at that moment probes a device that is not ready. It was seen with fw_devlink on Android, which loads modules in parallel. The fix, " +
        "ready_to_probe, does for every bus what match_driver does for PCI; the model shows it on a PCI function that is not held back.";

    public override IReadOnlyList<string> Rules => [RuleIds.BindingBeforeDomain];

    public override Machine BuildMachine() => Machines.OneNic(plugged: false);

    public override Host Before(Machine machine) => new C03Before(machine);

    public override Host After(Machine machine) => new C03After(machine);

    public override async Flow Scenario(Host host)
    {
        var loading = LoadDriver(host);
        await host.HotAdd(Machines.Nic(host));
        await loading;
    }

    private static async Flow LoadDriver(Host host)
    {
        await Flow.Completed;                   // modprobe runs by itself
        await host.RegisterDriver(new EndpointDriver());
    }
}
