namespace IrqModel.Engine;

/// <summary>The processors' local APICs: which interrupt waits on which vector of which processor.</summary>
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
    public int Resolve(uint destination, bool logical)
    {
        // Flat logical mode: one bit a processor. With several bits the lowest wins, as in lowest-priority delivery between equals.
        var processor = logical ? System.Numerics.BitOperations.TrailingZeroCount(destination) : (int)destination;
        return processor < vectors.Length ? processor : -1;
    }
}
