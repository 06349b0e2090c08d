namespace IrqAnalyzers.Contracts;

/// <summary>The slots of the modelled system that an operation reads and writes.</summary>
internal sealed class Footprint
{
    public Footprint(long reads, long writes, bool reachesOthers)
    {
        Reads = reads;
        Writes = writes;
        ReachesOthers = reachesOthers;
    }

    public long Reads { get; }

    public long Writes { get; }

    /// <summary>Whether handlers run that may deal with any object.</summary>
    public bool ReachesOthers { get; }
}
