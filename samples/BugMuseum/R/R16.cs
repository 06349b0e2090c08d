using IrqModel;
using IrqModel.Engine;
using IrqModel.Rules;

namespace BugMuseum.R;

/// <summary>On, or so the driver notes.</summary>
internal sealed class R16 : Exhibit
{
    public override string Id => "R16";

    public override string Commit => "https://github.com/Prandr/dma_ip_drivers/pull/30";

    public override string Title => "MSI-X counted as enabled also when it could not be";

    public override string Story =>
        "xdma noted msix_enabled also when the allocation had failed, and gave its probe up with the error instead of trying MSI and "
        + "then the pin. The pull request notes it where the call has succeeded, and falls back. The first model goes a step further "
        + "than the report: it believes the note and requests handlers for entries that it does not have. Its platform has none to "
        + "give; the repaired driver uses its pin.";

    public override IReadOnlyList<string> Rules => ["IRQ4005"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("no vectors");
        machine.AddRootBus().AddFunction("02.0", "fpga", msixVectors: 4).Gsi = 16;
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new R16Kernel(machine, new R16Before());

    public override Host After(Machine machine) => new R16Kernel(machine, new R16After());

    public override string? Damage(RunResult result) =>
        result.Findings.Any(finding => finding.Key.Rule == RuleIds.UsedAfterRemoval)
            ? "fpga: the driver waits on vectors that it does not have"
            : null;
}
