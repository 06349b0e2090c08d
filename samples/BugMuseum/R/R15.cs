using IrqModel;

namespace BugMuseum.R;

/// <summary>A number before there is one.</summary>
internal sealed class R15 : Exhibit
{
    public override string Id => "R15";

    public override string Commit => "https://github.com/chrisnew/rts_pstor/pull/10";

    public override string Title => "The interrupt was requested before vectors were allocated";

    public override string Story =>
        "In a port of the driver to a newer kernel rtsx_acquire_irq() asked pci_irq_vector() for its number, and the probe allocated "
        + "vectors after that. A review of the pull request found it, and proposed to allocate first; the pull request was closed. The "
        + "first model requests before it allocates: the handler waits at one place, and the device sends to another.";

    public override IReadOnlyList<string> Rules => ["IRQ4005"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R15Before());

    public override Host After(Machine machine) => new Kernel(machine, new R15After());
}
