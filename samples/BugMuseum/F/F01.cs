using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>MSI is enabled before there is a message.</summary>
internal sealed class F01 : Exhibit
{
    public override string Id => "F01";

    public override string Commit => "f3b0946d629c";

    public override string Title => "MSI was enabled with garbage in its message";

    public override string Story =>
        "msi_capability_init() allocated interrupts and enabled MSI; the message was written when the driver called request_irq(), which activates the "
        + "interrupt. An endpoint may take its message over at the moment at which MSI is enabled, and sends what was in the registers then for good. "
        + "The fix, MSI_FLAG_ACTIVATE_EARLY, activates and so writes the message as part of the allocation.";

    public override IReadOnlyList<string> Rules => ["IRQ1004"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("endpoint that takes its message over");
        machine.AddRootBus().AddFunction("02.0", "endpoint", msixVectors: 0, msiVectors: 1).LatchesMessages = true;
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new Linux_5_9(machine, new F01Before());

    public override Host After(Machine machine) => new Linux_5_9(machine, new F01After());
}
