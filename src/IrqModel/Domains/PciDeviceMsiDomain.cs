namespace IrqModel;

/// <summary>
/// The domain of one function's MSI or MSI-X, made when that is enabled, on the MSI parent that the function has at that moment. It stays
/// until the driver lets go and is used again while the kind of interrupt is the same; a parent changed meanwhile goes unnoticed.
/// </summary>
/// <remarks>Linux <c>pci_setup_msi_device_domain()</c>, <c>pci_setup_msix_device_domain()</c>, <c>msi_create_device_irq_domain()</c>.</remarks>
public sealed class PciDeviceMsiDomain : MsiDomain
{
    /// <summary>The domain of a function.</summary>
    /// <param name="function">The function.</param>
    /// <param name="parent">The function's MSI parent.</param>
    /// <param name="token"><see cref="DomainBusToken.PciDeviceMsi"/> or <see cref="DomainBusToken.PciDeviceMsix"/>.</param>
    public PciDeviceMsiDomain(PciFunction function, MsiDomain parent, DomainBusToken token)
        : base(NameOf(function, parent, token), parent, token) => ChipName = NameOf(function, parent, token);

    /// <inheritdoc/>
    public override string ChipName { get; }

    private static string NameOf(PciFunction function, MsiDomain parent, DomainBusToken token) =>
        $"{(parent.Remaps ? "IR-" : "")}{KindOf(token)}-{function.Address}";

    private static string KindOf(DomainBusToken token) => token switch
    {
        DomainBusToken.PciDeviceMsi => "PCI-MSI",
        DomainBusToken.PciDeviceMsix => "PCI-MSIX",
        _ => throw new ArgumentException($"{token} is no token of one function's domain.", nameof(token)),
    };
}
