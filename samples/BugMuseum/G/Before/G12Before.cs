using BugMuseum.Shared;
using IrqModel;
using IrqModel.Hosts;

namespace BugMuseum.G;

/// <summary>Linux 6.2 and later, before 0a3a58de3195.</summary>
internal sealed class G12Before(Machine machine) : XenDom0(machine, new EndpointDriver())
{
    private const int CanDoMsi = 1;             // what every domain can
    private const int CanDoMsix = 2;            // MSI_FLAG_PCI_MSIX

    // xen_pci_msi_domain_info
    private readonly int flags = CanDoMsi;

    // pci_msi_domain_supports()
    protected override MsiDomain? MsiDomainForVectors(PciFunction function)
    {
        var needed = function.MsixTableSize > 0 ? CanDoMsix : CanDoMsi;
        return (flags & needed) == needed ? function.MsiDomain : null;
    }
}
