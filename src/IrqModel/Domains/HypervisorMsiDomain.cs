using IrqModel.Contracts;

namespace IrqModel;

/// <summary>
/// A special domain: the hypervisor composes the messages, through a call for each vector, in tables of its own. The function must be
/// registered with the hypervisor's IOMMU first.
/// </summary>
/// <remarks>
/// Linux <c>arch/x86/pci/xen.c</c>, the "XEN-MSI" domain, which has no parent and is not a PCI_MSI domain; <c>arch/x86/hyperv/irqdomain.c</c>,
/// <c>hv_create_pci_msi_domain()</c>, whose parent are the vectors.
/// </remarks>
[Brings(Assumption.PlatformDomains)]
public sealed class HypervisorMsiDomain : MsiDomain
{
    /// <summary>A domain of a hypervisor.</summary>
    /// <param name="name">Its name, for instance <c>XEN-MSI</c>.</param>
    /// <param name="hypervisor">The hypervisor's IOMMU.</param>
    /// <param name="parent">The level below, if the hypervisor leaves the vectors to its guest.</param>
    /// <param name="chipName">The name of its interrupt chip.</param>
    public HypervisorMsiDomain(string name, Iommu hypervisor, IrqDomain? parent = null, string chipName = "xen-pirq")
        : base(name, parent)
    {
        Hypervisor = hypervisor;
        ChipName = chipName;
    }

    /// <summary>The hypervisor's IOMMU.</summary>
    public Iommu Hypervisor { get; }

    /// <inheritdoc/>
    public override bool IsSpecial => true;

    /// <inheritdoc/>
    public override string ChipName { get; }
}
