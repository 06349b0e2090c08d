namespace IrqModel.Engine;

/// <summary>The interrupt part of a device table entry: bits 191:128 of its 256.</summary>
/// <param name="Value">These bits.</param>
/// <remarks>Linux <c>DTE_INTTABLEN</c>, <c>DTE_IRQ_*</c>; QEMU <c>amd_iommu.h</c>; AMD I/O Virtualization Technology Specification, 2.2.2.1.</remarks>
internal readonly record struct AmdDeviceEntry(ulong Value)
{
    public const int Words = 4;

    /// <summary>Which of the entry's words this is.</summary>
    public const int Word = 2;

    private const ulong ValidBit = 1UL << 0;
    private const ulong IgnoreBit = 1UL << 5;
    private const ulong AddressMask = 0x000F_FFFF_FFFF_FFC0;
    private const int LargestTable = 11;

    /// <summary>IV: the rest is valid. While clear, interrupts pass.</summary>
    public bool Valid => (Value & ValidBit) != 0;

    /// <summary>IntTabLen: the binary logarithm of the number of entries, at most 11.</summary>
    public int TableLength => (int)(Value >> 1) & 0xF;

    /// <summary>IG: interrupts that go nowhere are not logged.</summary>
    public bool IgnoresUnmapped => (Value & IgnoreBit) != 0;

    /// <summary>Where the device's table is. Bit 6 does not count: it is 128-byte aligned.</summary>
    public ulong TableAddress => Value & AddressMask & ~0x7FUL;

    public bool InitPass => (Value & (1UL << 56)) != 0;

    public bool ExtIntPass => (Value & (1UL << 57)) != 0;

    public bool NmiPass => (Value & (1UL << 58)) != 0;

    public AmdIntControl IntControl => (AmdIntControl)((Value >> 60) & 3);

    public bool HasReservedEncoding => TableLength > LargestTable || IntControl == AmdIntControl.Reserved;

    /// <summary>An entry that remaps through a table.</summary>
    public static AmdDeviceEntry Remapping(ulong table, int tableLength, AmdIntControl control = AmdIntControl.Remap) =>
        new(ValidBit | ((ulong)(tableLength & 0xF) << 1) | (table & AddressMask) | ((ulong)control << 60));

    public AmdDeviceEntry WithInitPass() => new(Value | (1UL << 56));

    public AmdDeviceEntry WithExtIntPass() => new(Value | (1UL << 57));

    public AmdDeviceEntry WithNmiPass() => new(Value | (1UL << 58));

    public AmdDeviceEntry WithIgnoreUnmapped() => new(Value | IgnoreBit);
}
