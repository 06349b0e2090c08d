using IrqModel;

namespace BugMuseum.R;

/// <summary>Unmasked, then installed.</summary>
internal sealed class R02 : Exhibit
{
    public override string Id => "R02";

    public override string Commit => "https://github.com/managarm/managarm/pull/451";

    public override string Title => "Drivers enabled MSI before they had installed their interrupt";

    public override string Story =>
        "enableMsi() was a request of its own to the PCI server, and it unmasks; the driver sent it before it asked for its interrupt, "
        + "and installing that writes the message. An xHCI that takes its message over when MSI is enabled sent what the register held "
        + "before, and no interrupt ever came (issue 463). The drivers were changed to install first; pull 507 made the server mask until "
        + "then.";

    public override IReadOnlyList<string> Rules => ["IRQ1004"];

    public override Machine BuildMachine() => ReportMachines.LatchingDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R02Before());

    public override Host After(Machine machine) => new Kernel(machine, new R02After());
}
