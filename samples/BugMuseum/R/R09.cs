using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.R;

/// <summary>A segment that the table does not name.</summary>
internal sealed class R09 : Exhibit
{
    public override IReadOnlyList<string> MachineRules => ["IRQ5001"];

    public override string Id => "R09";

    public override string Commit => "https://github.com/cloud-hypervisor/cloud-hypervisor/issues/3296";

    public override string Title => "Devices on a second PCI segment got no MSI domain";

    public override string Story =>
        "The monitor's IORT connected the requester ids of segment 0 with the interrupt controller and said nothing of the others, so "
        + "that an Arm guest found no MSI domain for a device on another segment, and its driver failed. Pull 3356 enabled more "
        + "segments. The machine is wrong before and after here; the model that copes takes the host's default where the look-up finds "
        + "nothing.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine()
    {
        var machine = new Machine("a guest with two segments, of which the table names one");
        machine.AddRootBus(segment: 0).AddFunction("02.0", "disk", msixVectors: 2);
        machine.AddRootBus(segment: 1).AddFunction("02.0", "hot-plugged", msixVectors: 2);
        machine.AddCatchAllUnit(segment: 0);
        return machine;
    }

    public override Host Before(Machine machine) => new R09Before(machine);

    public override Host After(Machine machine) => new R09After(machine);

    public override string? Damage(RunResult result) =>
        Harm.WithoutVectors(result) ?? base.Damage(result);
}
