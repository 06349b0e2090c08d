namespace IrqModel.Firmware;

/// <summary>The capabilities that interrupts depend on.</summary>
public enum PciCapabilityKind
{
    /// <summary>MSI.</summary>
    Msi,

    /// <summary>MSI-X.</summary>
    Msix,

    /// <summary>PCI Express.</summary>
    Pcie,

    /// <summary>Single root I/O virtualization.</summary>
    Sriov,

    /// <summary>Alternative routing-id interpretation.</summary>
    Ari,
}
