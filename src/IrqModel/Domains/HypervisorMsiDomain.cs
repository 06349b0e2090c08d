using IrqModel.Contracts;

namespace IrqModel;

/// <summary>
/// A special domain: the hypervisor composes the messages, through a call for each vector, and delivers them as events. The function
/// must be registered with the hypervisor's IOMMU first.
/// </summary>
/// <remarks>Linux <c>arch/x86/pci/xen.c</c>, the "XEN-MSI" domain: it has no parent and is not a PCI_MSI domain.</remarks>
/// <param name="name">Its name, for instance <c>XEN-MSI</c>.</param>
/// <param name="hypervisor">The hypervisor's IOMMU.</param>
[Brings(Assumption.PlatformDomains)]
public sealed class HypervisorMsiDomain(string name, Iommu hypervisor) : MsiDomain(name, parent: null)
{
    /// <summary>The hypervisor's IOMMU.</summary>
    public Iommu Hypervisor { get; } = hypervisor;

    /// <inheritdoc/>
    public override bool IsSpecial => true;

    /// <inheritdoc/>
    public override string ChipName => "xen-pirq";
}
