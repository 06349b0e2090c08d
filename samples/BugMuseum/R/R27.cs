using IrqModel;

namespace BugMuseum.R;

/// <summary>The wrong vector is given back.</summary>
internal sealed class R27 : Exhibit
{
    public override string Id => "R27";

    public override string Commit => "https://github.com/NVIDIA/open-gpu-kernel-modules/pull/560";

    public override string Title => "After a failed request the vector that had failed was given back, time and again";

    public override string Story =>
        "nv_request_msix_irq() requests one interrupt after the other. If one cannot be had, it gives back those that it has, but the loop that "
        + "does so names the one that failed each time (index i instead of j). The others keep their handlers, and their vectors are freed "
        + "under them. The fix names the right one. In the model a device with one interrupt in use gets two more; the second request fails. "
        + "Vectors are taken one at a time here, which the driver of the report does not do.";

    public override IReadOnlyList<string> Rules => ["IRQ4001"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R27Before());

    public override Host After(Machine machine) => new Kernel(machine, new R27After());
}
