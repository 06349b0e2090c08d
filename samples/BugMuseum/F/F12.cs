using IrqModel;

namespace BugMuseum.F;

/// <summary>A move that came too late.</summary>
internal sealed class F12 : Exhibit
{
    public override string Id => "F12";

    public override string Commit => "ff363f480e59";

    public override string Title => "Interrupts were moved after they had been started";

    public override string Story =>
        "Without remapping an MSI of x86 can be moved safely only from its own handler, or before it is started. The core started it "
        + "first and then set its affinity, so that the message was rewritten while the device could already send, and interrupts could "
        + "be lost. The fix gives the MSI chips IRQCHIP_AFFINITY_PRE_STARTUP (826da771291f), and irq_startup() sets the affinity first; "
        + "0c0e37dc1167 does the same for IOAPICs. Both orders are allowed where interrupts are remapped, so no rule is broken.";

    public override IReadOnlyList<string> Rules => [];

    public override IReadOnlyList<string> RelatedCommits => ["826da771291f", "0c0e37dc1167"];

    public override bool IsRestless => true;

    public override Machine BuildMachine()
    {
        var machine = new Machine("no remapping") { Processors = 4 };
        var bus = machine.AddRootBus();
        bus.AddFunction("01.0", "nic", msixVectors: 5);
        bus.AddFunction("02.0", "xhci", msixVectors: 0, msiVectors: 1, msiMaskBits: false);
        return machine;
    }

    public override Host Before(Machine machine) => new F12Linux(machine, new F12Before());

    public override Host After(Machine machine) => new F12Linux(machine, new F12After());
}
