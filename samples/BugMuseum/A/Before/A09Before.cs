using IrqModel;

namespace BugMuseum.A;

/// <summary>The function that has the vectors is taken for the one that sends.</summary>
internal sealed class A09Before(Machine machine) : A09Linux(machine)
{
    protected override void SetMsiSid(PciFunction function) => function.SetInterruptSource(function); // set_msi_sid(irte, msi_desc_to_pci_dev(desc))
}
