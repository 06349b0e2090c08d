using IrqModel;

namespace BugMuseum.R;

/// <summary>Unmasked, then installed.</summary>
internal sealed class R02 : Exhibit
{
    public override string Id => "R02";

    public override string Commit => "https://github.com/managarm/managarm/pull/451";

    public override string Title => "Drivers enabled MSI before they had installed their interrupt";

    public override string Story =>
        "installMsi() masks and writes the message, enableMsi() unmasks, and drivers called the second before the first. Pull 451 "
        + "turned that round in the drivers; it was closed in favour of pull 507, which mended the PCI code that serves both calls. An "
        + "xHCI whose interrupts never came (issue 463) worked after that; why it had not is not told. The device of the model takes "
        + "its message over when MSI is enabled, and sends what the register held before. The models are those of pull 451.";

    public override IReadOnlyList<string> Rules => ["IRQ1004"];

    public override Machine BuildMachine() => ReportMachines.LatchingDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R02Before());

    public override Host After(Machine machine) => new Kernel(machine, new R02After());
}
