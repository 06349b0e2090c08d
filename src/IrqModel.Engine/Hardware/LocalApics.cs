namespace IrqModel.Engine;

/// <summary>The processors' local APICs: which interrupt waits on which vector of which processor. APIC ids are processor numbers.</summary>
internal sealed class LocalApics
{
    private readonly Interrupt?[][] vectors;

    public LocalApics(int processors)
    {
        vectors = new Interrupt?[processors][];
        for (var cpu = 0; cpu < processors; cpu++) vectors[cpu] = new Interrupt?[256];
    }

    public int Processors => vectors.Length;

    public Interrupt? this[int processor, byte vector]
    {
        get => vectors[processor][vector];
        set => vectors[processor][vector] = value;
    }

    /// <summary>The processor that a destination means; -1 if none.</summary>
    /// <param name="destination">APIC id, or a set of processors.</param>
    /// <param name="logical">Whether it is a set.</param>
    /// <param name="extended">
    /// x2APIC mode: a logical destination is a cluster in bits 31:16 and 16 of its processors in bits 15:0. Otherwise it is flat: one bit
    /// for each of eight processors.
    /// </param>
    public int Resolve(uint destination, bool logical, bool extended = false)
    {
        // With several bits set the lowest wins, as in lowest-priority delivery between equals.
        var processor =
            !logical ? destination
            : extended ? Lowest(destination & 0xFFFF) + (16 * (destination >> 16))
            : Lowest(destination & 0xFF);
        return processor < vectors.Length ? (int)processor : -1;
    }

    private static long Lowest(uint set) => set == 0 ? int.MaxValue : System.Numerics.BitOperations.TrailingZeroCount(set);
}
