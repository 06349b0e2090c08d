namespace IrqAnalyzers.Contracts;

/// <summary>The slots of the modelled system that an operation reads and writes.</summary>
internal sealed class Footprint
{
    public Footprint(long reads, long writes)
    {
        Reads = reads;
        Writes = writes;
    }

    public long Reads { get; }

    public long Writes { get; }
}
