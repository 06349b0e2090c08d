namespace IrqModel.Engine;

/// <summary>
/// The cache of table entries (IEC): direct-mapped. An entry is cached when a request uses it, and is served from here, even if memory
/// has changed meanwhile, until it is invalidated or evicted.
/// </summary>
internal sealed class InterruptEntryCache
{
    private const int UsualCapacity = 1024;
    private static readonly ZeroedArrays<Line> UsualLines = new(UsualCapacity);

    /// <param name="capacity">How many lines, a power of two; 0 for a cache that keeps nothing.</param>
    public InterruptEntryCache(int capacity)
    {
        if (capacity != 0 && (!int.IsPow2(capacity) || capacity > 65_536))
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity, "A cache has 0 lines, or a power of two up to 65,536.");
        Lines = capacity == UsualCapacity ? UsualLines.Rent() : new Line[Math.Max(capacity, 1)];
        Keeps = capacity != 0;
    }

    /// <summary>Whether it keeps anything at all.</summary>
    public bool Keeps { get; }

    /// <summary>The lines; an index belongs to the one that its low bits name. Their number is a power of two.</summary>
    public Line[] Lines { get; private set; }

    public void Invalidate() => Array.Clear(Lines);

    /// <summary>Gives the lines to the next run. The cache keeps one line, an empty one.</summary>
    public void Release()
    {
        if (Lines.Length == UsualCapacity) UsualLines.Return(Lines, UsualCapacity);
        Lines = new Line[1];
    }

    /// <summary>Invalidates the block of 2^<paramref name="indexMask"/> entries that an index lies in.</summary>
    public void Invalidate(int index, int indexMask)
    {
        var first = index >> indexMask << indexMask;
        var count = 1 << indexMask;
        for (var line = 0; line < Math.Min(count, Lines.Length); line++)
        {
            ref var entry = ref Lines[(first + line) & (Lines.Length - 1)];
            if ((uint)(entry.Tag - 1 - first) < (uint)count) entry.Tag = 0;
        }
    }

    /// <summary>One cached entry.</summary>
    public struct Line
    {
        public ulong Low;
        public ulong High;

        /// <summary>Index of the entry plus 1; 0 for an empty line.</summary>
        public int Tag;
    }
}
