using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>The wrong order of taking down.</summary>
internal sealed class F08 : Exhibit
{
    public override string Id => "F08";

    public override string Commit => "invariant 15: pci_msix_shutdown()";

    public override string Title => "Table entries were cleared under a function that still sent";

    public override string Story =>
        "Before irq_domain_deactivate_irq() zeroes an entry, pci_msix_shutdown() masks all vectors and clears the Enable bit. Where the order is turned "
        + "round, a function that does not rest meets entries that are not present: a storm of faults, \"[fault reason 34] Present field in the IRTE "
        + "entry is clear\". The driver here starts its function anew with fewer vectors.";

    public override IReadOnlyList<string> Rules => ["IRQ4003"];

    public override bool IsRestless => true;

    public override Machine BuildMachine() => NicMachine.Build();

    public override Host Before(Machine machine) => new Linux_5_9(machine, new F08Before());

    public override Host After(Machine machine) => new Linux_5_9(machine, new F08After());
}
