using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.F;

/// <summary>The wrong order of letting go.</summary>
internal sealed class F07 : Exhibit
{
    public override string Id => "F07";

    public override string Commit => "invariant 14: BUG_ON(irq_has_action()) in free_msi_irqs()";

    public override string Title => "Vectors were freed while handlers waited on them";

    public override string Story =>
        "Drivers that called pci_disable_msix() or pci_free_irq_vectors() before free_irq() met a BUG_ON(irq_has_action()) in free_msi_irqs() for years; "
        + "today a warning and a leak. The interrupt is taken down under its handler, whose vector nobody can give back. The fix, in each driver, is "
        + "to swap the calls.";

    public override IReadOnlyList<string> Rules => ["IRQ4001"];

    public override Machine BuildMachine() => NicMachine.Build();

    public override Host Before(Machine machine) => new Linux_5_9(machine, new F07Before());

    public override Host After(Machine machine) => new Linux_5_9(machine, new F07After());

    public override Flow Scenario(Host host) => host.Machine[NicMachine.Nic].Remove();
}
