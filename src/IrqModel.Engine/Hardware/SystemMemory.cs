namespace IrqModel.Engine;

/// <summary>The physical memory that a unit can read and write: regions of 64-bit words, anything between them cannot be accessed.</summary>
internal sealed class SystemMemory
{
    private readonly List<Region> regions = [];

    /// <summary>Puts words at an address and replaces the previous contents.</summary>
    /// <param name="address">Physical address, a multiple of 8.</param>
    /// <param name="words">The words; shared, not copied.</param>
    public void Map(ulong address, ulong[] words)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(address % sizeof(ulong), 0UL);
        var end = address + ((ulong)words.Length * sizeof(ulong));
        regions.RemoveAll(region => region.Start < end && address < region.End);
        regions.Add(new(address, end, words));
    }

    /// <summary>Finds the words at an address.</summary>
    /// <param name="address">Physical address, a multiple of 8.</param>
    /// <param name="words">The region that holds it.</param>
    /// <param name="offset">Position of the address in it, in words.</param>
    /// <returns>False if nothing is there.</returns>
    public bool TryFind(ulong address, out ulong[] words, out int offset)
    {
        foreach (ref readonly var region in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(regions))
        {
            if (address < region.Start || address >= region.End) continue;
            words = region.Words;
            offset = (int)((address - region.Start) / sizeof(ulong));
            return true;
        }

        words = [];
        offset = 0;
        return false;
    }

    /// <summary>Finds a structure of several words.</summary>
    /// <returns>The words; empty if some of them are not there.</returns>
    public Span<ulong> Find(ulong address, int count) =>
        TryFind(address, out var words, out var offset) && words.Length - offset >= count ? words.AsSpan(offset, count) : [];

    private readonly record struct Region(ulong Start, ulong End, ulong[] Words);
}
