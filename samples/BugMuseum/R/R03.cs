using IrqModel;

namespace BugMuseum.R;

/// <summary>A probe that fails in the middle.</summary>
internal sealed class R03 : Exhibit
{
    public override string Id => "R03";

    public override string Commit => "https://github.com/enjoy-digital/litex_m2sdr/pull/141";

    public override string Title => "A failed probe freed vectors under its handlers";

    public override string Story =>
        "The probe allocates vectors, requests handlers, and then sets up buffers. When that failed, the error path called "
        + "pci_free_irq_vectors() and left the handlers requested, which ends in a BUG of the kernel or, as here, leaks vectors that "
        + "nobody can give back. The fix releases the handlers first.";

    public override IReadOnlyList<string> Rules => ["IRQ4001"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R03Before());

    public override Host After(Machine machine) => new Kernel(machine, new R03After());
}
