namespace IrqModel.Firmware;

/// <summary>A function of an imported machine, before a <see cref="Machine"/> is made of it.</summary>
/// <param name="Address">Its address.</param>
public sealed record ImportedFunction(Bdf Address)
{
    /// <summary>The function in words: those of the dump, or which scope of the DMAR table names it.</summary>
    public string? Description { get; init; }

    /// <summary>Class in 23:16, subclass in 15:8, programming interface in 7:0; null where nothing says it.</summary>
    public int? ClassCode { get; init; }

    /// <summary>Vectors of its MSI capability, 0 for none.</summary>
    public int MsiVectors { get; init; }

    /// <summary>Size of its MSI-X table, 0 for none.</summary>
    public int MsixTableSize { get; init; }

    /// <summary>Its SR-IOV capability, as far as hardware can have such a one.</summary>
    public SriovCapability? Sriov { get; init; }

    /// <summary>What makes it a bridge; null for all others.</summary>
    public ImportedBridge? Bridge { get; init; }

    /// <summary>What the dump says about it; null where there is no dump.</summary>
    public PciDeviceInfo? Device { get; init; }
}
