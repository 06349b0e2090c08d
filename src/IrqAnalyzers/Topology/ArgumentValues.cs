using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Topology;

/// <summary>What the arguments of a call state.</summary>
internal struct ArgumentValues
{
    private static readonly List<(TopologyTrait, TopologyValue)> None = new();

    private List<(TopologyTrait Trait, TopologyValue Value)>? values;

    public readonly IReadOnlyList<(TopologyTrait Trait, TopologyValue Value)> All => values ?? None;

    /// <summary>The first argument that states something; unknown if there is none.</summary>
    public readonly TopologyValue this[TopologyTrait trait]
    {
        get
        {
            foreach (var (stated, value) in All)
            {
                if (stated == trait) return value;
            }

            return TopologyValue.Unknown;
        }
    }

    public readonly bool Has(TopologyTrait trait)
    {
        foreach (var (stated, _) in All)
        {
            if (stated == trait) return true;
        }

        return false;
    }

    public void Add(TopologyTrait trait, TopologyValue value) => (values ??= new()).Add((trait, value));
}
