using IrqModel;

namespace BugMuseum.R;

/// <summary>A probe that gives nothing back.</summary>
internal sealed class R22 : Exhibit
{
    public override string Id => "R22";

    public override string Commit => "https://github.com/enjoy-digital/litex_m2sdr/pull/141";

    public override string Title => "A failed probe kept its vectors and handlers";

    public override string Story =>
        "Other error paths of the same probe as in R03, those of the serial port and of the PTP clock, return the error and give "
        + "nothing back: handlers, vectors and character devices leaked. The driver is not bound, so its remove() never runs. The fix "
        + "has them go through the error labels. In the model a failing probe says so with FailProbe, and what it still holds is lost.";

    public override IReadOnlyList<string> Rules => ["IRQ4002"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R22Before());

    public override Host After(Machine machine) => new Kernel(machine, new R22After());
}
