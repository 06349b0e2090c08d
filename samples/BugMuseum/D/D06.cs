using BugMuseum.Shared;
using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.D;

/// <summary>A domain for one interrupt.</summary>
internal sealed class D06 : Exhibit
{
    public override string Id => "D06";

    public override string Commit => "9cc82d99b13c";

    public override string Title => "The domain of a function was made for one interrupt, whatever the function can have";

    public override string Story =>
        "Since 1396e89e09f0 the domain of a function is prepared when it is created, and msi_create_device_irq_domain() did so for one "
        + "interrupt. GICv3's ITS sizes the function's table by that number, and what was beyond it could not be mapped: drivers that "
        + "asked for more got nothing. The fix prepares for as many as pci_msix_vec_count() says. No order of operations is wrong; the "
        + "steps inside one of them are.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine() => Machines.OneNic();

    public override Host Before(Machine machine) => new D06Before(machine);

    public override Host After(Machine machine) => new D06After(machine);

    public override string? Damage(RunResult result) =>
        Harm.WithoutVectors(result) ?? base.Damage(result);
}
