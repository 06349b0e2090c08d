namespace IrqModel.Engine;

/// <summary>An interrupt remapping table in memory, and which entries are taken.</summary>
/// <param name="unit">The unit that reads it.</param>
/// <param name="extendedMode">Whether destinations have 32 bits.</param>
/// <param name="entries">How many entries it has, a multiple of 64.</param>
internal sealed class RemappingTable(RemappingUnit unit, bool extendedMode, int entries = RemappingTable.VtdEntries)
{
    /// <summary>A VT-d unit has one table, and Linux always uses the largest: INTR_REMAP_TABLE_ENTRIES.</summary>
    public const int VtdEntries = 65_536;

    /// <summary>An AMD-Vi unit has a table for each requester id: Linux MAX_IRQS_PER_TABLE_512.</summary>
    public const int AmdEntries = 512;

    private static readonly ZeroedArrays<ulong> VtdMemory = new(2 * VtdEntries);

    private readonly ulong[] used = new ulong[entries / 64];
    private int searchFrom;
    private int highest = -1;

    /// <summary>The ids under which an AMD-Vi unit is told to forget what it has of the table whenever an entry is written.</summary>
    public HashSet<RequesterId> FlushedIds { get; } = [];

    public RemappingUnit Unit { get; } = unit;

    /// <summary>Whether a VT-d unit is told of each entry that is written.</summary>
    public bool FlushesChanges { get; init; } = true;

    /// <summary>Whether the caller invalidates the current writes later.</summary>
    public bool IsQuiet { get; set; }

    /// <summary>The table itself, two words an entry; empty after <see cref="Release"/>.</summary>
    public ulong[] Memory { get; private set; } = entries == VtdEntries ? VtdMemory.Rent() : new ulong[2 * entries];

    /// <summary>Takes the lowest free entry.</summary>
    /// <returns>Its index; -1 if the table is full.</returns>
    public int Allocate()
    {
        for (var word = searchFrom; word < used.Length; word++)
        {
            if (used[word] == ulong.MaxValue) continue;
            var bit = System.Numerics.BitOperations.TrailingZeroCount(~used[word]);
            used[word] |= 1UL << bit;
            searchFrom = word;
            return (word * 64) + bit;
        }

        return -1;
    }

    /// <summary>Takes the lowest block of free entries that is aligned to its size, rounded up to a power of two.</summary>
    /// <param name="count">How many, up to 32.</param>
    /// <returns>The first index; -1 if there is no such block.</returns>
    public int AllocateBlock(int count)
    {
        var alignment = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count);
        var block = (1UL << count) - 1;
        for (var word = searchFrom; word < used.Length; word++)
        {
            for (var bit = 0; bit < 64; bit += alignment)
            {
                if ((used[word] & (block << bit)) != 0) continue;
                used[word] |= block << bit;
                return (word * 64) + bit;
            }
        }

        return -1;
    }

    public void Free(int index)
    {
        Write(index, default);
        used[index / 64] &= ~(1UL << (index % 64));
        searchFrom = Math.Min(searchFrom, index / 64);
    }

    /// <summary>Whether no entry is taken.</summary>
    public bool IsEmpty => !used.AsSpan().ContainsAnyExcept(0UL);

    public Irte Read(int index) => new(Memory[2 * index], Memory[(2 * index) + 1]);

    public void Write(int index, Irte entry)
    {
        highest = Math.Max(highest, index);

        // Nothing comes between the two words, as nothing may where an entry posts (cmpxchg16b in Linux modify_irte()).
        Memory[2 * index] = entry.Low;
        Memory[(2 * index) + 1] = entry.High;

        // Linux modify_irte() and clear_entries() end with qi_flush_iec(): without it the hardware may go on with the entry it has cached.
        if (FlushesChanges && !IsQuiet) Invalidate(index);
    }

    /// <summary>Has the unit forget an entry; an AMD-Vi unit all that it has of the table.</summary>
    public void Invalidate(int index)
    {
        if (Unit.Hardware is RemappingHardware vtd) vtd.Submit(InvalidationDescriptor.Entries(index, mask: 0));
        else if (Unit.Hardware is AmdRemappingHardware amd) amd.InvalidateInterruptTables(FlushedIds); // Linux iommu_flush_irt_and_complete()
    }

    /// <summary>Gives the memory to the next run. No entry can be read or written from then on.</summary>
    public void Release()
    {
        if (Memory.Length == 2 * VtdEntries) VtdMemory.Return(Memory, 2 * (highest + 1));
        Memory = [];
    }

    /// <summary>DST for a destination: in xAPIC mode the id goes to bits 15:8 (Linux <c>IRTE_DEST()</c>).</summary>
    public uint EncodeDestination(uint destination) => extendedMode ? destination : destination << 8;
}
