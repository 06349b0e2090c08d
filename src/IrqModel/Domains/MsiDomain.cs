namespace IrqModel;

/// <summary>
/// What a function's MSI domain can be (Linux <c>dev-&gt;msi.domain</c>): a domain that composes its messages, or, where each function has
/// a domain of its own, the parent on which that is made.
/// </summary>
public abstract class MsiDomain : IrqDomain
{
    private protected MsiDomain(string name, IrqDomain? parent, DomainBusToken token = DomainBusToken.Any)
        : base(name, parent, token)
    {
    }

    /// <summary>
    /// Whether a platform put the domain there and an IOMMU must leave it alone (Linux <c>pci_dev_has_special_msi_domain()</c>).
    /// </summary>
    public virtual bool IsSpecial => false;

    /// <summary>Whether functions get domains of their own on top of it (Linux <c>IRQ_DOMAIN_FLAG_MSI_PARENT</c>).</summary>
    public virtual bool IsMsiParent => false;
}
