using IrqModel;

namespace BugMuseum.R;

/// <summary>A number before there is one.</summary>
internal sealed class R15 : Exhibit
{
    public override string Id => "R15";

    public override string Commit => "https://github.com/chrisnew/rts_pstor/pull/10";

    public override string Title => "The interrupt was requested before vectors were allocated";

    public override string Story =>
        "The driver asked for its interrupt number and requested it, and enabled MSI afterwards. What it requested was the pin's "
        + "number, which is not used once MSI is on: the handler waits at one place, and the device sends to another. The fix allocates "
        + "first and asks for the number then.";

    public override IReadOnlyList<string> Rules => ["IRQ4005"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R15Before());

    public override Host After(Machine machine) => new Kernel(machine, new R15After());
}
