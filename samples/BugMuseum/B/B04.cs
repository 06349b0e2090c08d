using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.B;

/// <summary>Segment 0x10000 is truncated to 0: a hidden function is taken for another</summary>
internal sealed class B04 : Exhibit
{
    public override string Id => "B04";

    public override string Commit => "da72a379b2ec";

    public override string Title => "Segment 0x10000 is truncated to 0: a hidden function is taken for another";

    public override string Story =>
        "Domains that VMD makes up are numbered from 0x10000. Cut to 16 bits they are segment 0, and the DMAR driver found a " +
        "scope that names another function with the same bus, device and function number; the hidden function got that one's " +
        "unit. The fix ignores such segments. No order of operations is wrong.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine() => B04.TwoUnits();

    public override Host Before(Machine machine) => B04.Linux(machine, new B04Before(machine));

    public override Host After(Machine machine) => B04.Linux(machine, new B04After(machine));

    private static Machine TwoUnits()
    {
        var machine = new Machine("VMD, and a NIC with the address of what is behind it");
        var root = machine.AddRootBus();
        var vmd = root.AddFunction("0e.0", "vmd", msixVectors: 8);
        var nic = root.AddBridge("01.0", secondaryBus: 1).SecondaryBus.AddFunction("00.0", "nic", msixVectors: 4);
        machine.AddRootBusBehind(vmd).AddBridge("01.0", secondaryBus: 1).SecondaryBus.AddFunction("00.0", "disk", msixVectors: 4);
        machine.AddRemappingUnit().Covers(nic);
        machine.AddCatchAllUnit();
        return machine;
    }

    private static TwoSegments Linux(Machine machine, Iommu dmar) => new(machine, dmar);
}
