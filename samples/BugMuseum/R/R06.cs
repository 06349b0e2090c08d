using IrqModel;

namespace BugMuseum.R;

/// <summary>Enabled once too often.</summary>
internal sealed class R06 : Exhibit
{
    public override string Id => "R06";

    public override string Commit => "https://github.com/cloudius-systems/osv/pull/1219";

    public override string Title => "Every queue enabled MSI-X again, which masked the queues before it";

    public override string Story =>
        "msix_enable() masks all entries and then sets the enable bit. Registering interrupts for the queue pairs of a virtio-net "
        + "device called it once for each, so that the entries of those before were masked again, and nobody unmasked them. The fix "
        + "does nothing where MSI-X is enabled already.";

    public override IReadOnlyList<string> Rules => ["IRQ4007"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R06Before());

    public override Host After(Machine machine) => new Kernel(machine, new R06After());
}
