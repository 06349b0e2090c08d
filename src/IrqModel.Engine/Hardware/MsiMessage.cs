namespace IrqModel.Engine;

/// <summary>The memory write by which a function interrupts: an address in 0xFEEx_xxxx and 32 bits of data.</summary>
/// <param name="Address">The address.</param>
/// <param name="Data">The data.</param>
/// <remarks>Compatibility and remappable format: VT-d specification 5.1.2; bit 4 of the address tells them apart.</remarks>
public readonly record struct MsiMessage(ulong Address, uint Data)
{
    private const ulong Base = 0xFEE0_0000;
    private const ulong RemappableBit = 1UL << 4;
    private const ulong SubhandleValidBit = 1UL << 3;
    private const ulong LogicalDestinationBit = 1UL << 2;

    /// <summary>Whether bit 4 of the address is set.</summary>
    public bool IsRemappable => (Address & RemappableBit) != 0;

    /// <summary>SHV, remappable format: the low half of the data is added to the handle.</summary>
    public bool SubhandleValid => (Address & SubhandleValidBit) != 0;

    /// <summary>The handle, remappable format: address bits 19:5, and bit 2 as its bit 15.</summary>
    public int Handle => (int)(((Address >> 5) & 0x7FFF) | ((Address & 4) << 13));

    /// <summary>Destination, compatibility format: address bits 19:12.</summary>
    public uint Destination => (uint)(Address >> 12) & 0xFF;

    /// <summary>Destination mode, compatibility format: whether <see cref="Destination"/> is a set of processors.</summary>
    public bool LogicalDestination => (Address & LogicalDestinationBit) != 0;

    /// <summary>Vector, compatibility format.</summary>
    public byte Vector => (byte)Data;

    /// <summary>
    /// Destination mode, redirection hint, trigger and delivery mode of a compatibility-format message, as <see cref="RemapResult"/> keeps them.
    /// </summary>
    internal byte Attributes =>
        (byte)(((uint)Address & (RemapResult.LogicalBit | RemapResult.RedirectionHintBit))
            | ((Data >> 11) & RemapResult.LevelBit)
            | ((Data >> 3) & 0xE0));

    /// <summary>A message in compatibility format.</summary>
    /// <param name="destination">APIC id or logical destination, 8 bits.</param>
    /// <param name="logical">Whether it is a logical destination.</param>
    /// <param name="vector">The vector.</param>
    public static MsiMessage Compatibility(uint destination, bool logical, byte vector) =>
        new(Base | ((ulong)(destination & 0xFF) << 12) | (logical ? LogicalDestinationBit : 0), vector);

    /// <summary>A message in remappable format, with SHV set as Linux always does.</summary>
    /// <param name="handle">Index of the first entry of the block, 16 bits.</param>
    /// <param name="subhandle">Position in the block.</param>
    public static MsiMessage Remappable(int handle, ushort subhandle) =>
        new(Base | ((ulong)(handle & 0x7FFF) << 5) | RemappableBit | SubhandleValidBit | ((ulong)(handle & 0x8000) >> 13), subhandle);

    /// <summary>
    /// The message for one vector of a multi-message MSI capability: the function has one message and replaces the low bits of its data
    /// by the vector's number (PCI 6.8.3.4), which in remappable format is the subhandle.
    /// </summary>
    /// <param name="vector">Number of the vector, below <paramref name="count"/>.</param>
    /// <param name="count">Multiple Message Enable: how many the function may use, a power of two up to 32.</param>
    public MsiMessage OfVector(int vector, int count) => this with { Data = (Data & ~(uint)(count - 1)) | (uint)(vector & (count - 1)) };

    /// <summary>Whether the write goes to the interrupt address range at all.</summary>
    public bool HitsInterruptRange => Address >> 20 == Base >> 20;

    /// <inheritdoc/>
    public override string ToString() => $"{Address:x8}/{Data:x4}";
}
