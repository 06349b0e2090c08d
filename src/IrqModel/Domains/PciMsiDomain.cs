namespace IrqModel;

/// <summary>
/// PCI-MSI for all functions that have it: directly over vectors it is the plain domain and composes compatibility-format messages; over a
/// remapping domain it composes remappable ones.
/// </summary>
public sealed class PciMsiDomain : MsiDomain
{
    /// <summary>The plain domain, over vectors.</summary>
    /// <remarks>Linux <c>native_create_pci_msi_domain()</c>.</remarks>
    public PciMsiDomain(VectorDomain parent)
        : base("PCI-MSI", parent, DomainBusToken.PciMsi)
    {
    }

    /// <summary>The domain of a remapping unit.</summary>
    /// <remarks>
    /// Linux <c>arch_create_remap_msi_irq_domain()</c>, called by <c>intel_setup_irq_remapping()</c> and <c>amd_iommu_create_irq_domain()</c>.
    /// </remarks>
    public PciMsiDomain(RemappingDomain parent)
        : base($"{parent.Prefix}-MSI-{parent.Unit.Index}", parent, DomainBusToken.PciMsi)
    {
    }

    /// <inheritdoc/>
    public override string ChipName => Remaps ? "IR-PCI-MSI" : "PCI-MSI";
}
