using IrqModel;

namespace BugMuseum.R;

/// <summary>A vector for every entry there is.</summary>
internal sealed class R18 : Exhibit
{
    public override string Id => "R18";

    public override string Commit => "https://github.com/cloud-hypervisor/cloud-hypervisor/issues/7079";

    public override string Title => "Vectors were taken for all entries of a table instead of for those in use";

    public override string Story =>
        "The monitor set interrupts up for all entries of a device's MSI-X table, 257 for each VF in the report, whatever the guest "
        + "used, and the host ran out of them. Pull 7940 takes a GSI when the guest first unmasks an entry; the issue is still open. No "
        + "order is wrong; the number is.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine()
    {
        var machine = new Machine("large tables, one processor") { Processors = 1 };
        var bus = machine.AddRootBus();
        bus.AddFunction("02.0", "gpu", msixVectors: 128);
        bus.AddFunction("03.0", "nvme", msixVectors: 128);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new Kernel(machine, new R18Before());

    public override Host After(Machine machine) => new Kernel(machine, new R18After());
}
