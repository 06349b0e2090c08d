namespace IrqAnalyzers.Topology;

/// <summary>A tuple.</summary>
internal sealed class TupleValue
{
    public TupleValue(IReadOnlyList<TopologyValue> elements) => Elements = elements;

    public IReadOnlyList<TopologyValue> Elements { get; }
}
