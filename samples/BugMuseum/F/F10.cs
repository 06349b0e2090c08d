using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.F;

/// <summary>Two functions under one number.</summary>
internal sealed class F10 : Exhibit
{
    public override string Id => "F10";

    public override string Commit => "db744ddd59be";

    public override string Title => "Interrupt numbers of segments 0x19 and 0x39 were the same";

    public override string Story =>
        "pci_msi_domain_calc_hwirq() shifts the number of the PCI domain left by 27, and pci_domain_nr() is an int: from bit 5 on the "
        + "number was lost. The functions at 0019:00:00.0 and 0039:00:00.0 had the same hardware interrupt number. The fix casts to "
        + "irq_hw_number_t before it shifts. The commit does not say what came of the clash; in the model the second number cannot be "
        + "mapped, and its driver gets no vectors. No order of operations is wrong.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine()
    {
        var machine = new Machine("two segments");
        machine.AddRootBus(segment: 0x19).AddFunction("00.0", "nic", msixVectors: 2);
        machine.AddRootBus(segment: 0x39).AddFunction("00.0", "disk", msixVectors: 2);
        machine.AddCatchAllUnit(segment: 0x19);
        machine.AddCatchAllUnit(segment: 0x39);
        return machine;
    }

    public override Host Before(Machine machine) => new F10Before(machine);

    public override Host After(Machine machine) => new F10After(machine);

    public override string? Damage(RunResult result) =>
        Harm.WithoutVectors(result) ?? base.Damage(result);
}
