using IrqModel;

namespace BugMuseum.R;

/// <summary>A unit that nobody tells.</summary>
internal sealed class R24 : Exhibit
{
    public override string Id => "R24";

    public override string Commit => "https://github.com/asterinas/asterinas/pull/2645";

    public override string Title => "Entries were changed and the unit went on with the old ones";

    public override string Story =>
        "A unit keeps entries that it has read, and reads them again only when it is told to. The kernel wrote an entry and did not "
        + "say so, and on a laptop a key press ended in fault 0x22: the unit took the entry for one that is not present. The fix "
        + "invalidates the cache after each change. In the model a device gives its vectors back, another one takes them, and the first "
        + "gets new ones.";

    public override IReadOnlyList<string> Rules => ["IRQ1009"];

    public override bool IsRestless => true;

    public override Machine BuildMachine()
    {
        var machine = new Machine("two devices, one of them plugged in later");
        var bus = machine.AddRootBus();
        bus.AddFunction("02.0", "device", msixVectors: 2);
        bus.AddFunction("03.0", "other", msixVectors: 2, plugged: false);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new R24Before(machine);

    public override Host After(Machine machine) => new R24After(machine);

    public override async Flow Scenario(Host host)
    {
        var device = host.Machine[ReportMachines.Device];
        device.ReleaseInterrupts();
        device.FreeVectors();
        await host.HotAdd(host.Machine[Bdf.Parse("00:03.0")]);
        if (device.AllocateVectors(device.VectorCapacity) > 0) device.RequestInterrupts();
    }
}
