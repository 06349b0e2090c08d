namespace IrqModel.Engine;

/// <summary>A descriptor of the invalidation queue, 128 bits (VT-d specification 6.5.2).</summary>
/// <param name="Low">Bits 63:0.</param>
/// <param name="High">Bits 127:64.</param>
internal readonly record struct InvalidationDescriptor(ulong Low, ulong High)
{
    public const int ContextCacheType = 1;
    public const int IotlbType = 2;
    public const int DeviceTlbType = 3;
    public const int EntryCacheType = 4;
    public const int WaitType = 5;

    private const ulong SelectiveBit = 1UL << 4;
    private const ulong StatusWriteBit = 1UL << 5;

    // Type 4: bits 26:5 and 63:48, and the upper half.
    private const ulong EntryCacheReserved = 0xFFFF_0000_07FF_FFE0;

    public int Type => (int)Low & 0xF;

    /// <summary>Type 4, G: only the entries that <see cref="Index"/> and <see cref="IndexMask"/> name.</summary>
    public bool IsSelective => (Low & SelectiveBit) != 0;

    /// <summary>Type 4, IM: how many low bits of the index do not matter.</summary>
    public int IndexMask => (int)(Low >> 27) & 0x1F;

    /// <summary>Type 4, IIDX.</summary>
    public int Index => (int)(Low >> 32) & 0xFFFF;

    /// <summary>Type 5, SW: writes <see cref="StatusData"/> to <see cref="StatusAddress"/>.</summary>
    public bool WritesStatus => (Low & StatusWriteBit) != 0;

    public uint StatusData => (uint)(Low >> 32);

    public ulong StatusAddress => High & ~3UL;

    public bool HasReservedBits => Type == EntryCacheType && ((Low & EntryCacheReserved) != 0 || High != 0);

    /// <summary>Invalidates the whole entry cache (Linux <c>qi_global_iec()</c>).</summary>
    public static InvalidationDescriptor AllEntries => new(EntryCacheType, 0);

    /// <summary>Invalidates a block of 2^<paramref name="mask"/> entries (Linux <c>qi_flush_iec()</c>).</summary>
    public static InvalidationDescriptor Entries(int index, int mask) =>
        new(EntryCacheType | SelectiveBit | ((ulong)(mask & 0x1F) << 27) | ((ulong)(index & 0xFFFF) << 32), 0);

    /// <summary>Reports by a write to memory that all descriptors before it are done.</summary>
    public static InvalidationDescriptor Wait(ulong statusAddress, uint data) =>
        new(WaitType | StatusWriteBit | ((ulong)data << 32), statusAddress);
}
