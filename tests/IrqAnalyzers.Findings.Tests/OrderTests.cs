using System.Collections.Concurrent;
using IrqAnalyzers.Tests.Shared;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Findings.Tests;

/// <summary>
/// The order in which blocks are visited changes how long it takes to reach the fixpoint, and nothing else. One thing is asked of an order: what
/// follows a loop is visited once the loop is solved. Starting to enumerate a collection is not monotone: of few elements each is followed by itself,
/// of more one stands for all, and neither is above the other. A collection that a loop fills has to be full when the next loop starts.
/// </summary>
[Trait("Suite", "Long")]
public sealed class OrderTests
{
    private static int ProgramCount => Nightly.IsNow ? 40 : 15;

    // More than eight disjuncts reach a point of it on the way to the fixpoint, in one order only: they are merged there, for good.
    private static readonly int[] BeyondTheBound = [9];

    private static readonly (string Name, Func<ControlFlowGraph, int[]> Ranks)[] Orders =
    [
        ("reverse post-order", BlockOrder.ReversePostOrder),
        ("reversed", BlockOrder.Reversed),
        ("shuffled", graph => BlockOrder.Shuffled(graph, 1)),
    ];

    [Fact]
    public Task The_findings_in_the_corpus_and_the_samples_do_not_depend_on_the_order_of_blocks() =>
        CheckAsync(SourceSet.Corpus().Concat(SourceSet.Samples()));

    [Fact]
    public Task The_findings_in_random_programs_do_not_depend_on_the_order_of_blocks() =>
        CheckAsync(SourceSet.Programs(ProgramCount, together: 1).Where((_, number) => !BeyondTheBound.Contains(number)));

    private static async Task CheckAsync(IEnumerable<SourceSet> sets)
    {
        var differing = (await FindDependentAsync(sets)).ToList();
        Assert.True(
            differing.Count == 0,
            $"{string.Join("\n", differing.Select(difference => $"{difference.Source}, {difference.Order}"))}\n{string.Join("\n", differing.Select(difference => difference.Lines))}");
    }

    private static async Task<IEnumerable<(string Source, string Order, string Lines)>> FindDependentAsync(IEnumerable<SourceSet> sets)
    {
        var found = new ConcurrentBag<(string Source, string Order, string Lines)>();
        await Parallel.ForEachAsync(sets, TestContext.Current.CancellationToken, async (set, token) =>
        {
            var usual = Lines(await set.AnalyzeAsync(new(), token));
            foreach (var (name, ranks) in Nightly.IsNow ? Orders : Orders[..^1])
            {
                var other = Lines(await set.AnalyzeAsync(new() { Solver = new(ranks) }, token));
                if (!usual.SequenceEqual(other))
                    found.Add((set.Name, name, string.Join("\n", usual.Except(other).Select(line => "- " + line).Concat(other.Except(usual).Select(line => "+ " + line)))));
            }
        });
        return found.OrderBy(difference => difference.Source, StringComparer.Ordinal).ThenBy(difference => difference.Order, StringComparer.Ordinal);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
