namespace IrqModel;

/// <summary>The first level: it composes the messages of PCI functions and writes them into their tables.</summary>
public abstract class MsiDomain : IrqDomain
{
    private protected MsiDomain(string name, IrqDomain? parent)
        : base(name, parent)
    {
    }

    /// <summary>
    /// Whether a platform put the domain there and an IOMMU must leave it alone (Linux <c>pci_dev_has_special_msi_domain()</c>).
    /// </summary>
    public virtual bool IsSpecial => false;
}
