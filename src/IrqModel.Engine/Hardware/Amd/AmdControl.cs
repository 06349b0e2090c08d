namespace IrqModel.Engine;

/// <summary>Bits of the AMD-Vi control register that matter to interrupts (Linux <c>drivers/iommu/amd/amd_iommu_types.h</c>).</summary>
[Flags]
internal enum AmdControl : ulong
{
    None = 0,

    /// <summary>The unit works. While clear, everything passes.</summary>
    IommuEnable = 1UL << 0,

    /// <summary>Events are written to the log.</summary>
    EventLogEnable = 1UL << 2,

    /// <summary>Table entries have 128 bits.</summary>
    GuestApicEnable = 1UL << 17,

    /// <summary>Entries may be in guest mode.</summary>
    GuestApicModeEnable = 1UL << 25,

    /// <summary>Destinations have 32 bits.</summary>
    X2ApicEnable = 1UL << 50,
}
