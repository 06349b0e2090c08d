using BugMuseum.Shared;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.D;

/// <summary>Linux since 9cc82d99b13c.</summary>
internal sealed class D06After(Machine machine) : Linux_6_12(machine, new EndpointDriver())
{
    // its_msi_prepare(): the table has room for so many; its_irq_domain_alloc() refuses more.
    protected override MsiDomain? MsiDomainForVectors(PciFunction function) =>
        function.VectorCapacity <= PreparedFor(function) ? function.MsiDomain : null;

    // pci_setup_msi_device_domain(): pci_create_device_domain(pdev, &pci_msi_template, hwsize)
    private static int PreparedFor(PciFunction function) => function.VectorCapacity;
}
