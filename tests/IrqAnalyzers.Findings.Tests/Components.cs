using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Findings.Tests;

/// <summary>
/// The strongly connected components of a control-flow graph, exceptions included: each loop with all that is in it, and each block outside of loops.
/// </summary>
internal static class Components
{
    /// <summary>The ranks of an order in which a component is visited once all that lead to it are solved. Apart from that the wanted ranks decide.</summary>
    public static int[] InOrder(ControlFlowGraph graph, int[] wanted)
    {
        var count = wanted.Length;
        var reached = new bool[count][];
        for (var ordinal = 0; ordinal < count; ordinal++) reached[ordinal] = ReachedFrom(graph, ordinal);

        // A block waits for those that lead to it and to which it does not lead.
        var ranks = new int[count];
        var isRanked = new bool[count];
        for (var rank = 0; rank < count;)
        {
            var next = -1;
            for (var candidate = 0; candidate < count; candidate++)
            {
                if (!isRanked[candidate] && (next < 0 || wanted[candidate] < wanted[next]) && IsReady(candidate)) next = candidate;
            }

            // The whole component of the block, before any other.
            var component = Enumerable.Range(0, count)
                .Where(other => other == next || (reached[next][other] && reached[other][next]))
                .OrderBy(other => wanted[other]);
            foreach (var ordinal in component)
            {
                ranks[ordinal] = rank++;
                isRanked[ordinal] = true;
            }
        }

        return ranks;

        bool IsReady(int block)
        {
            for (var other = 0; other < count; other++)
            {
                if (!isRanked[other] && reached[other][block] && !reached[block][other] && other != block) return false;
            }

            return true;
        }
    }

    private static bool[] ReachedFrom(ControlFlowGraph graph, int start)
    {
        var isReached = new bool[graph.Blocks.Length];
        var waiting = new Stack<int>();
        Follow(graph.Blocks[start]);
        while (waiting.TryPop(out var ordinal)) Follow(graph.Blocks[ordinal]);
        return isReached;

        void Follow(BasicBlock block)
        {
            Reach(block.ConditionalSuccessor?.Destination?.Ordinal);
            Reach(block.FallThroughSuccessor?.Destination?.Ordinal);

            // The root of a local function's graph has the regions around the function about it.
            for (var region = block.EnclosingRegion; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
            {
                if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { } whole) continue;
                foreach (var handler in whole.NestedRegions)
                {
                    if (handler != region) Reach(handler.FirstBlockOrdinal);
                }
            }
        }

        void Reach(int? ordinal)
        {
            if (ordinal is not { } next || isReached[next]) return;
            isReached[next] = true;
            waiting.Push(next);
        }
    }
}
