using IrqModel;

namespace BugMuseum.R;

/// <summary>A mode that one unit does not have.</summary>
internal sealed class R25 : Exhibit
{
    public override string Id => "R25";

    public override string Commit => "https://github.com/asterinas/asterinas/issues/3920";

    public override string Title => "x2APIC mode was taken for granted in units that may lack it";

    public override string Story =>
        "An audit of the code found this; the issue is open. The kernel asks each unit whether it can remap interrupts (ECAP.IR), and writes "
        + "its tables for 32-bit destinations without asking whether it has extended interrupt mode (ECAP.EIM). A unit that has not ignores the "
        + "mode and takes the destination from eight bits: here one of two units refuses the entries of processors that it cannot name (fault "
        + "0x24). Linux enters x2APIC mode only if all units have EIM.";

    public override IReadOnlyList<string> Rules => ["IRQ1009"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("300 processors, one old unit") { Processors = 300, X2Apic = true };
        var bus = machine.AddRootBus();
        bus.AddFunction("02.0", "device", msixVectors: 300);
        var other = bus.AddFunction("03.0", "other", msixVectors: 4);
        machine.AddRemappingUnit().Covers(other);
        machine.AddCatchAllUnit().SupportsExtendedInterruptMode = false;
        return machine;
    }

    public override Host Before(Machine machine) => new R25Before(machine);

    public override Host After(Machine machine) => new R25After(machine);
}
