using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.G;

/// <summary>A unit that is pulled out under its functions.</summary>
internal sealed class G04 : Exhibit
{
    public override string Id => "G04";

    public override string Commit => "invariant 16: dmar_ir_remove()";

    public override string Title => "A remapping unit was removed while functions used it";

    public override string Story =>
        "When ACPI ejects an I/O board, dmar_device_remove() takes its remapping unit out. dmar_ir_remove() refuses with -EBUSY while any entry of the "
        + "unit's table is taken, and dmar_iommu_hotplug() while devices are in its scope; firmware has to eject the devices first. Without the "
        + "refusal remapping goes off, and what is in a function's table is read as a message in compatibility format: it goes anywhere.";

    public override IReadOnlyList<string> Rules => ["IRQ4004"];

    public override bool IsRestless => true;

    public override Machine BuildMachine()
    {
        var machine = new Machine("I/O board with a unit of its own");
        machine.AddRootBus();
        var board = machine.AddRootBus(0x40);
        board.AddFunction("00.0", "nic", msixVectors: 2);
        machine.AddRemappingUnit().Covers(machine[Bdf.Parse("40:00.0")]);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new G04Before(machine);

    public override Host After(Machine machine) => new G04After(machine);

    public override Flow Scenario(Host host) => host.EjectRemappingUnit(((LinuxHost)host).Iommu, host.Machine.RemappingUnits[0]);
}
