using IrqModel;

namespace BugMuseum.R;

/// <summary>An irqfd that keeps what it found.</summary>
internal sealed class R11 : Exhibit
{
    public override string Id => "R11";

    public override string Commit => "https://github.com/microsoft/openvmm/pull/3900";

    public override string Title => "An irqfd that is registered before its route keeps what it found";

    public override string Story =>
        "On Arm, Microsoft's hypervisor maps a device's interrupt when the irqfd is registered, with the route of that moment, and "
        + "does not change it later. OpenVMM registers it when the route is set. cloud-hypervisor pull 6348 does so for KVM, of which "
        + "older versions panicked otherwise; kata-containers issue 8727 asks whether its own comment on VFIO and the enable bit is "
        + "right. No lost interrupt is reported. The model registers first, and the device sends what was there before.";

    public override IReadOnlyList<string> Rules => ["IRQ1004"];

    public override Machine BuildMachine() => ReportMachines.LatchingDevice();

    public override Host Before(Machine machine) => new Kernel(machine, new R11Before());

    public override Host After(Machine machine) => new Kernel(machine, new R11After());
}
