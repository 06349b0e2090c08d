using IrqModel;

namespace BugMuseum.R;

/// <summary>Enabled once too often.</summary>
internal sealed class R06 : Exhibit
{
    public override string Id => "R06";

    public override string Commit => "https://github.com/cloudius-systems/osv/pull/1219";

    public override string Title => "Every queue enabled MSI-X again, which masked the queues before it";

    public override string Story =>
        "msix_enable() masks all entries, as the specification advises, and then sets the enable bit. Since each virtio queue "
        + "registered its own interrupt and enabled MSI-X on the way, the entries of the queues before it were masked again, and nobody "
        + "unmasked them: the device came up with one queue that worked. The fix enables where MSI-X is not enabled yet.";

    public override IReadOnlyList<string> Rules => ["IRQ4007"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R06Before());

    public override Host After(Machine machine) => new Kernel(machine, new R06After());
}
