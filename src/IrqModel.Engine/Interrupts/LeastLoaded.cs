using System.Numerics;

namespace IrqModel.Engine;

/// <summary>
/// Counts something for each processor and finds the one with the lowest count, the first of equals, without looking at all. Only the
/// first <see cref="Eligible"/> processors can be found.
/// </summary>
internal sealed class LeastLoaded
{
    // A tree of winners: node n is the lowest of nodes 2n and 2n+1; the eligible processors are the leaves.
    private readonly int[] lowest;
    private readonly int leaves;
    private readonly int[] counts;

    public LeastLoaded(int processors, int eligible)
        : this(new int[processors], eligible)
    {
    }

    private LeastLoaded(int[] counts, int eligible)
    {
        this.counts = counts;
        Eligible = eligible;
        leaves = (int)BitOperations.RoundUpToPowerOf2((uint)eligible);
        lowest = new int[2 * leaves];
        for (var leaf = 0; leaf < leaves; leaf++) SetLeaf(leaf, leaf < eligible ? counts[leaf] : int.MaxValue);
    }

    public int Eligible { get; }

    /// <summary>The processor with the lowest count.</summary>
    public int First
    {
        get
        {
            var node = 1;
            while (node < leaves) node = lowest[2 * node] <= lowest[(2 * node) + 1] ? 2 * node : (2 * node) + 1;
            return node - leaves;
        }
    }

    public void Add(int processor, int change)
    {
        counts[processor] += change;
        if (processor < Eligible) SetLeaf(processor, counts[processor]);
    }

    /// <summary>The same counts with another number of processors that can be found.</summary>
    public LeastLoaded WithEligible(int eligible) => new(counts, eligible);

    private void SetLeaf(int leaf, int value)
    {
        var node = leaves + leaf;
        lowest[node] = value;
        for (node /= 2; node > 0; node /= 2) lowest[node] = Math.Min(lowest[2 * node], lowest[(2 * node) + 1]);
    }
}
