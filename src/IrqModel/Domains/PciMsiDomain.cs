namespace IrqModel;

/// <summary>
/// PCI-MSI: directly over vectors it is the plain domain and composes compatibility-format messages; over a remapping domain it composes
/// remappable ones.
/// </summary>
public sealed class PciMsiDomain : MsiDomain
{
    // Linux appends the bus token to the name; DOMAIN_BUS_PCI_MSI is 3.
    private const int BusToken = 3;

    /// <summary>The plain domain, over vectors.</summary>
    public PciMsiDomain(VectorDomain parent)
        : base($"PCI-MSI-{BusToken}", parent)
    {
    }

    /// <summary>The domain of a remapping unit.</summary>
    public PciMsiDomain(RemappingDomain parent)
        : base($"INTEL-IR-MSI-{parent.Unit.Index}-{BusToken}", parent)
    {
    }
}
