namespace IrqAnalyzers.Topology;

/// <summary>A device scope of no unit yet.</summary>
internal sealed class ScopeValue
{
    /// <summary>The function or IOAPIC that it was made for.</summary>
    public Part? Of { get; set; }

    public int? Kind { get; set; }

    public int? StartBus { get; set; }

    /// <summary>Device and function number of each hop, in eight bits.</summary>
    public List<int>? Path { get; set; }

    public int? EnumerationId { get; set; }
}
