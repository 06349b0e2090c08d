using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Findings.Tests;

/// <summary>
/// Orders of blocks, each as the rank of every block by ordinal: the waiting block with the lowest rank is visited first. The blocks of a loop
/// come in any order, and so do branches beside each other; what follows a loop comes after all of it, as in the solver's own order.
/// </summary>
internal static class BlockOrder
{
    /// <summary>The last block first: the most visits.</summary>
    public static int[] Reversed(ControlFlowGraph graph) => Components.InOrder(graph, Descending(graph.Blocks.Length));

    /// <summary>An arbitrary order, the same for the same seed.</summary>
    public static int[] Shuffled(ControlFlowGraph graph, int seed)
    {
        var random = new Random(seed);
        var ranks = Descending(graph.Blocks.Length);
        random.Shuffle(ranks);
        return Components.InOrder(graph, ranks);
    }

    /// <summary>A block after all that lead to it, loops aside.</summary>
    public static int[] ReversePostOrder(ControlFlowGraph graph)
    {
        var count = graph.Blocks.Length;
        var ranks = new int[count];
        var isSeen = new bool[count];
        var isLeft = new bool[count];
        var next = count;
        var path = new Stack<int>();
        for (var root = 0; root < count; root++)
        {
            if (!isSeen[root]) path.Push(root);
            while (path.Count > 0)
            {
                var ordinal = path.Peek();
                if (isSeen[ordinal])
                {
                    path.Pop();
                    if (!isLeft[ordinal]) ranks[ordinal] = --next;
                    isLeft[ordinal] = true;
                    continue;
                }

                isSeen[ordinal] = true;
                Push(graph.Blocks[ordinal].ConditionalSuccessor, isSeen, path);
                Push(graph.Blocks[ordinal].FallThroughSuccessor, isSeen, path);
            }
        }

        return Components.InOrder(graph, ranks);
    }

    private static void Push(ControlFlowBranch? branch, bool[] isSeen, Stack<int> path)
    {
        if (branch?.Destination is { } destination && !isSeen[destination.Ordinal]) path.Push(destination.Ordinal);
    }

    private static int[] Descending(int count)
    {
        var ranks = new int[count];
        for (var ordinal = 0; ordinal < count; ordinal++) ranks[ordinal] = count - 1 - ordinal;
        return ranks;
    }
}
