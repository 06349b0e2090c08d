using System.Numerics;

namespace IrqModel.Engine;

/// <summary>Counts something for each processor and finds the one with the lowest count, the first of equals, without looking at all.</summary>
internal sealed class LeastLoaded
{
    // A tree of winners: node n is the lowest of nodes 2n and 2n+1; the processors are the leaves.
    private readonly int[] lowest;
    private readonly int leaves;

    public LeastLoaded(int processors)
    {
        leaves = (int)BitOperations.RoundUpToPowerOf2((uint)processors);
        lowest = new int[2 * leaves];
        for (var leaf = processors; leaf < leaves; leaf++) Set(leaf, int.MaxValue);
    }

    public int this[int processor] => lowest[leaves + processor];

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

    public void Add(int processor, int change) => Set(processor, this[processor] + change);

    private void Set(int processor, int value)
    {
        var node = leaves + processor;
        lowest[node] = value;
        for (node /= 2; node > 0; node /= 2) lowest[node] = Math.Min(lowest[2 * node], lowest[(2 * node) + 1]);
    }
}
