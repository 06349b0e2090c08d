using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>Something wrong with a machine.</summary>
internal sealed class TopologyFinding
{
    public TopologyFinding(TopologyMistake mistake, Description description, string what, bool dependsOnTheRest, params Description?[] others)
    {
        Mistake = mistake;
        Description = description;
        What = what;
        DependsOnTheRest = dependsOnTheRest;
        var places = ImmutableArray.CreateBuilder<Location>(others.Length);
        foreach (var other in others)
        {
            if (other is not null) places.Add(other.Place);
        }

        Others = places.ToImmutable();
    }

    public TopologyMistake Mistake { get; }

    /// <summary>The call that it is reported at.</summary>
    public Description Description { get; }

    /// <summary>What is wrong, as part of a sentence.</summary>
    public string What { get; }

    /// <summary>Whether it would be right if something else of the machine were described elsewhere.</summary>
    public bool DependsOnTheRest { get; }

    /// <summary>The other calls that have to do with it.</summary>
    public ImmutableArray<Location> Others { get; }
}
