namespace IrqModel;

/// <summary>What kind of interrupts a domain serves; a domain is looked up by it, and debugfs appends its number to the domain's name.</summary>
/// <remarks>Linux <c>enum irq_domain_bus_token</c>, <c>include/linux/irqdomain_defs.h</c>; the numbers are those of 6.12.</remarks>
public enum DomainBusToken
{
    /// <summary>Any; the name has no suffix.</summary>
    Any = 0,

    /// <summary>MSI and MSI-X of all PCI functions (before 6.2).</summary>
    PciMsi = 3,

    /// <summary>Functions behind an Intel VMD.</summary>
    VmdMsi = 10,

    /// <summary>MSI of one PCI function (6.2 and later).</summary>
    PciDeviceMsi = 11,

    /// <summary>MSI-X of one PCI function (6.2 and later).</summary>
    PciDeviceMsix = 12,

    /// <summary>A VT-d unit as an MSI parent (6.2 and later).</summary>
    Dmar = 13,

    /// <summary>An AMD-Vi unit as an MSI parent (6.2 and later).</summary>
    AmdVi = 14,
}
