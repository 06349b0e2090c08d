using IrqModel;

namespace BugMuseum.D;

/// <summary>The cure of D1 misread bridges.</summary>
internal sealed class D02 : Exhibit
{
    public override string Id => "D02";

    public override string Commit => "2c70010867f1";

    public override string Title => "A function behind a conventional bridge was taken for one whose aliases share a bus";

    public override string Story =>
        "To find out whether all aliases are on one bus, 3f0c625c6ae7 had set_msi_sid_cb() compare each alias with the bus of the device that "
        + "pci_for_each_dma_alias() names for it. That device is not fixed: for the id that a bridge puts there it is the bridge, and the comparison "
        + "always holds. A disk behind a conventional bridge, as VMware has them, was verified by the bus below, and sends with the id of the "
        + "bridge above: blocked, \"ata3.00: qc timeout\". The fix compares with the alias before. The mistake is one of reckoning, not of order.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine()
    {
        var machine = new Machine("virtual machine of ESX");
        machine.AddRootBus().AddBridge("11.0", BridgeKind.Conventional, secondaryBus: 2)
            .SecondaryBus.AddFunction("03.0", "ahci", msixVectors: 0, msiVectors: 1);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new D02Before(machine);

    public override Host After(Machine machine) => new D01After(machine);
}
