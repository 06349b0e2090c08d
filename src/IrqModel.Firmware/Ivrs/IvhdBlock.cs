using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>The definition of an IOMMU and its devices (IVHD, AMD I/O Virtualization spec 5.2.2.1).</summary>
/// <param name="Type">The layout: 10h, 11h, or 40h, which adds devices of the ACPI name space.</param>
/// <param name="Offset">Where the block starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes, its entries included.</param>
/// <param name="Flags">The flags byte: what the firmware asks for on the link of the IOMMU.</param>
/// <param name="Device">The IOMMU's own PCI function.</param>
/// <param name="CapabilityOffset">Where the IOMMU's capability is in the function's configuration space.</param>
/// <param name="RegisterBase">The physical address of the IOMMU's registers.</param>
/// <param name="Segment">The PCI segment of the IOMMU and of its devices.</param>
/// <param name="Info">The IOMMU info field: the number of its event message in 4:0, its unit id in 12:8.</param>
/// <param name="Features">The feature field: for type 10h what the IOMMU can do, for others its attributes.</param>
/// <param name="ExtendedFeatures">A copy of the IOMMU's extended feature register, or null for type 10h, which has none.</param>
/// <param name="Entries">The devices, in the order of the block. Padding is left out.</param>
public sealed record IvhdBlock(
    byte Type,
    int Offset,
    int Length,
    byte Flags,
    RequesterId Device,
    ushort CapabilityOffset,
    ulong RegisterBase,
    ushort Segment,
    ushort Info,
    uint Features,
    ulong? ExtendedFeatures,
    ImmutableArray<IvhdEntry> Entries)
    : IvrsBlock(Type, Offset, Length)
{
    /// <summary>The last block type that defines an IOMMU.</summary>
    internal const byte LastType = 0x40;

    /// <summary>Whether blocks of a type define an IOMMU.</summary>
    internal static bool IsType(byte type) => type is 0x10 or 0x11 or LastType;
}
