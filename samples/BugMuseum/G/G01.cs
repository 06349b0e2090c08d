using IrqModel;

namespace BugMuseum.G;

/// <summary>Processors that no message can name.</summary>
internal sealed class G01 : Exhibit
{
    public override string Id => "G01";

    public override string Commit => "invariant 11: enable_IR_x2apic()";

    public override string Title => "x2APIC mode was switched on although remapping was not";

    public override string Story =>
        "A message in compatibility format has eight bits for the processor. Processors beyond 255 can be interrupted through remapping only, and so "
        + "enable_IR_x2apic() switches remapping on first, and x2APIC mode only where that worked; otherwise try_to_enable_x2apic() leaves processors "
        + "beyond 255 alone. The first model switches x2APIC on and then finds that firmware offers no remapping: some interrupts go to other "
        + "processors' vectors.";

    public override IReadOnlyList<string> Rules => ["IRQ1009"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("300 processors, no remapping") { Processors = 300, X2Apic = true, OffersInterruptRemapping = false };
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 300);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new G01Before(machine);

    public override Host After(Machine machine) => new G01After(machine);
}
