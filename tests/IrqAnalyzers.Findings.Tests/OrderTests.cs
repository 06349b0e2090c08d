using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Findings.Tests;

/// <summary>
/// The order in which blocks are visited changes how long it takes to reach the fixpoint, and nothing else. That holds where every transfer function is
/// monotone. Starting to enumerate a collection is not: of few elements each is followed by itself, of more one stands for all, and neither is above
/// the other. What was found on the way to the fixpoint, of a collection that had fewer elements then, stays. The sources that show it are listed below;
/// the lists may only become shorter.
/// </summary>
[Trait("Suite", "Long")]
public sealed class OrderTests
{
    private const int ProgramCount = 40;

    private static readonly string[] KnownModels =
    [
        "A list that is emptied and filled again has others",
        "A loop that ends early registers not all",
        "A loop that goes on after an exception registers not all",
        "A loop that leaves some out registers not all",
        "A loop that parts kinds deals with the one there is",
        "After the loop the first is like all",
        "An array filled by a loop is like a list",
        "An enumerator moved by hand",
        "An enumerator moved once before the loop",
        "Elements of a set are decided too early",
        "The last element is one of them",
        "Two loops ask for the same flag",
        "Two names of one list",
        "What a loop decides before the next registers it is decided too early",
        "What a loop puts into another list is known there",
        "What a loop registers the next may decide",
        "What a loop takes back is gone for all",
        "What is added after the loop has not gone through it",
        "What is left of a list is as it was",
        "What is made and put in once is in it once",
    ];

    private static readonly int[] KnownPrograms = [0, 4, 8, 9, 12, 16, 23, 26, 38, 39];

    private static readonly (string Name, Func<ControlFlowGraph, int[]> Ranks)[] Orders =
    [
        ("reverse post-order", BlockOrder.ReversePostOrder),
        ("reversed", BlockOrder.Reversed),
        ("shuffled", graph => BlockOrder.Shuffled(graph, 1)),
    ];

    [Fact]
    public Task The_findings_in_the_corpus_and_the_samples_do_not_depend_on_the_order_of_blocks() =>
        CheckAsync(SourceSet.Corpus().Concat(SourceSet.Samples()), KnownModels.Select(model => $"corpus: {model}"));

    [Fact]
    public Task The_findings_in_random_programs_do_not_depend_on_the_order_of_blocks() =>
        CheckAsync(SourceSet.Programs(ProgramCount, together: 1), KnownPrograms.Select(number => $"program {number}"));

    private static async Task CheckAsync(IEnumerable<SourceSet> sets, IEnumerable<string> known)
    {
        var differing = (await FindDependentAsync(sets)).Where(difference => !known.Contains(difference.Source)).ToList();
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
            foreach (var (name, ranks) in Orders)
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
