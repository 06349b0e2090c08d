namespace IrqModel.Firmware;

/// <summary>An IOMMU that a kernel log mentions.</summary>
/// <param name="Vendor">Its kind.</param>
/// <param name="Line">The first line about it.</param>
public sealed record LogUnit(LogVendor Vendor, int Line)
{
    /// <summary>The kernel's name, e.g. "dmar0", or null.</summary>
    public string? Name { get; init; }

    /// <summary>The physical address of its registers, or null.</summary>
    public ulong? RegisterBase { get; init; }

    /// <summary>The address of an IOMMU that is a PCI function (AMD), or null.</summary>
    public Bdf? Function { get; init; }

    /// <summary>Flags of the DRHD; bit 0 is INCLUDE_PCI_ALL. Null where the log does not say.</summary>
    public int? Flags { get; init; }

    /// <summary>The capability register, or null.</summary>
    public ulong? Capabilities { get; init; }

    /// <summary>The extended capability register; bit 3 says interrupt remapping. Null where the log does not say.</summary>
    public ulong? ExtendedCapabilities { get; init; }
}
