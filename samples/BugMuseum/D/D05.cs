using IrqModel;

namespace BugMuseum.D;

/// <summary>Two tables for one id.</summary>
internal sealed class D05 : Exhibit
{
    public override string Id => "D05";

    public override string Commit => "9791ec7df0e7";

    public override string Title => "Two functions that share a DeviceID each had a table made for it";

    public override string Story =>
        "Functions behind a bridge that replaces ids share a DeviceID at the GICv3 ITS, and so one its_device. its_msi_prepare() "
        + "looked for it and made one if there was none, with no lock around both; two drivers that were bound at the same time found "
        + "none and both made one. The fix holds dev_alloc_lock from the look-up to the end. In the model the second MAPD puts an empty "
        + "table in place of that which the first driver has filled; it shows that with VT-d's entries, which the second driver clears.";

    public override IReadOnlyList<string> Rules => ["IRQ4003"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("two functions behind a PCIe-to-PCI bridge");
        var below = machine.AddRootBus().AddBridge("1c.0", BridgeKind.PcieToPci, secondaryBus: 1).SecondaryBus;
        below.AddFunction("00.0", "nic", msixVectors: 2);
        below.AddFunction("01.0", "disk", msixVectors: 2);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new D05Before(machine);

    public override Host After(Machine machine) => new D05After(machine);
}
