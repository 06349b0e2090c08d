namespace IrqModel.Engine;

/// <summary>An interrupt remapping table entry of AMD-Vi: 32 bits, or 128 once the guest virtual APIC is enabled.</summary>
/// <param name="Low">Bits 63:0; of a 32-bit entry 31:0.</param>
/// <param name="High">Bits 127:64; 0 for a 32-bit entry.</param>
/// <param name="Wide">Whether it has 128 bits.</param>
/// <remarks>Linux <c>union irte</c> and <c>struct irte_ga</c>, <c>drivers/iommu/amd/amd_iommu_types.h</c>.</remarks>
internal readonly record struct AmdIrte(ulong Low, ulong High, bool Wide)
{
    private const ulong EnabledBit = 1UL << 0;
    private const ulong SuppressBit = 1UL << 1;
    private const ulong LogicalBit = 1UL << 6;
    private const ulong GuestBit = 1UL << 7;

    /// <summary>RemapEn.</summary>
    public bool Enabled => (Low & EnabledBit) != 0;

    /// <summary>SupIOPF: faults of this entry are not logged.</summary>
    public bool SuppressesFaults => (Low & SuppressBit) != 0;

    /// <summary>IntType.</summary>
    public AmdInterruptType Type => (AmdInterruptType)((Low >> 2) & 7);

    /// <summary>DM.</summary>
    public bool LogicalDestination => (Low & LogicalBit) != 0;

    /// <summary>GuestMode.</summary>
    public bool Guest => (Low & GuestBit) != 0;

    /// <summary>GATag, 128 bits in guest mode: software's name for the virtual processor.</summary>
    public uint GuestTag => Wide ? (uint)(Low >> 32) : 0;

    public byte Vector => Wide ? (byte)High : (byte)(Low >> 16);

    /// <summary>The destination: 8 bits, or 24 and, in x2APIC mode, 8 more.</summary>
    public uint Destination(bool x2Apic) =>
        !Wide ? (byte)(Low >> 8)
        : x2Apic ? (uint)(Low >> 8 & 0xFF_FFFF) | (uint)(High >> 56 << 24)
        : (byte)(Low >> 8);

    // 32 bits: 31:24 are reserved. Of 128 bits in host mode the tag and the root pointer are ignored.
    public bool HasReservedBits => !Wide && (Low & 0xFF00_0000) != 0;

    public static AmdIrte Narrow(byte destination, bool logical, byte vector, AmdInterruptType type = AmdInterruptType.Fixed) =>
        new(EnabledBit | ((ulong)type << 2) | (logical ? LogicalBit : 0) | ((ulong)destination << 8) | ((ulong)vector << 16), 0, Wide: false);

    public static AmdIrte Of128(uint destination, bool logical, byte vector, AmdInterruptType type = AmdInterruptType.Fixed) =>
        new(
            EnabledBit | ((ulong)type << 2) | (logical ? LogicalBit : 0) | ((ulong)(destination & 0xFF_FFFF) << 8),
            vector | ((ulong)(destination >> 24) << 56),
            Wide: true);

    public AmdIrte InGuestMode(uint tag) => this with { Low = (Low & 0xFFFF_FFFF) | GuestBit | ((ulong)tag << 32) };

    public AmdIrte WithoutRemapping(bool suppressFaults = false) =>
        this with { Low = (Low & ~EnabledBit) | (suppressFaults ? SuppressBit : 0) };
}
