using IrqModel;

namespace BugMuseum.G;

/// <summary>A platform's domain that the DMAR driver took away.</summary>
internal sealed class G02 : Exhibit
{
    public override string Id => "G02";

    public override string Commit => "invariant 5: pci_dev_has_special_msi_domain()";

    public override string Title => "The DMAR driver replaced the MSI domain of a platform";

    public override string Story =>
        "Under Xen functions have Xen's MSI domain, which composes messages by hypercall. intel_irq_remap_add_device() replaces the domain of a function "
        + "only if pci_dev_has_special_msi_domain() says that it has none of that kind. Without the question the function gets what the DMAR driver "
        + "of dom0 has, which owns no unit, and its messages are in compatibility format: Xen's units block them.";

    public override IReadOnlyList<string> Rules => ["IRQ1007"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("Xen's dom0");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new G02Before(machine);

    public override Host After(Machine machine) => new G02After(machine);
}
