namespace IrqModel.Engine;

/// <summary>A redirection table entry of an IOAPIC, 64 bits, in either format; bit 48 tells them apart.</summary>
/// <param name="Value">The bits.</param>
/// <remarks>
/// Linux <c>struct IO_APIC_route_entry</c> (<c>arch/x86/include/asm/io_apic.h</c>): vector 7:0, delivery mode 10:8, destination mode 11, active
/// low 13, level 15, masked 16, destination 63:56; in remappable format 10:8 zero, index 15 in bit 11, format 48, index 14:0 in 63:49.
/// </remarks>
public readonly record struct IoApicEntry(ulong Value)
{
    private const ulong LevelBit = 1UL << 15;
    private const ulong MaskBit = 1UL << 16;
    private const ulong FormatBit = 1UL << 48;

    /// <summary>Whether the pin is masked.</summary>
    public bool Masked => (Value & MaskBit) != 0;

    /// <summary>Whether the pin is level-triggered.</summary>
    public bool LevelTriggered => (Value & LevelBit) != 0;

    /// <summary>Whether bit 48 is set.</summary>
    public bool IsRemappable => (Value & FormatBit) != 0;

    /// <summary>The index, remappable format.</summary>
    public int Index => (int)((Value >> 49) | ((Value >> 11 & 1) << 15));

    /// <summary>The vector. In remappable format too: a broadcast EOI is matched with it.</summary>
    public byte Vector => (byte)Value;

    /// <summary>An entry in compatibility format.</summary>
    public static IoApicEntry Compatibility(uint destination, bool logical, byte vector, bool level = false, bool masked = false) =>
        new(vector | (logical ? 1UL << 11 : 0) | Pin(level, masked) | ((ulong)(destination & 0xFF) << 56));

    /// <summary>An entry in remappable format.</summary>
    public static IoApicEntry Remappable(int index, byte vector, bool level = false, bool masked = false) =>
        new(vector | ((ulong)(index & 0x8000) >> 4) | Pin(level, masked) | FormatBit | ((ulong)(index & 0x7FFF) << 49));

    /// <summary>
    /// The message that the IOAPIC writes when the pin fires: bits 63:48 become address bits 19:4, bit 11 becomes bit 2, and delivery mode
    /// "lowest priority" becomes bit 3, which in remappable format is SHV. Data are vector, delivery mode and trigger mode.
    /// </summary>
    /// <remarks>QEMU <c>ioapic_entry_parse()</c> for all but bit 3; Linux <c>ioapic_setup_msg_from_msi()</c>, the other way round.</remarks>
    public MsiMessage ToMessage() =>
        new(
            0xFEE0_0000 | (Value >> 48 << 4) | ((Value >> 8 & 7) == 1 ? 1UL << 3 : 0) | ((Value >> 11 & 1) << 2),
            (uint)Value & 0x87FF & ~(1u << 11));

    private static ulong Pin(bool level, bool masked) => (level ? LevelBit : 0) | (masked ? MaskBit : 0);
}
