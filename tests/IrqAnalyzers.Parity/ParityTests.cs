using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using IrqAnalyzers.Parity.Checking;
using IrqAnalyzers.Parity.Generation;
using IrqAnalyzers.Parity.Shrinking;
using Xunit;

namespace IrqAnalyzers.Parity;

/// <summary>Analyzers and engine check each other on random programs.</summary>
[Trait("Suite", "Long")]
public sealed class ParityTests(ITestOutputHelper output)
{
    // More than that would be a mistake of the analyzers, not a lack of runs.
    private const double MostUndecidedPerThousand = 2;

    // It is between 17 and 19: programs have lambdas that nobody gets to and handlers of exceptions that no run throws. A few programs alone may have more.
    private const double MostUnshownPercent = 22;
    private const int Together = 50;

    // Of a program in which something sure was not shown more runs are made: few come to some places.
    private const int MoreRuns = 25;
    private static readonly int MaximumRuns = Settings.Of("IRQ_PARITY_RUNS", 40);
    private static readonly int Unshown = Settings.Of("IRQ_PARITY_UNSHOWN", 0);
    private static readonly string? UnshownFolder = Environment.GetEnvironmentVariable("IRQ_PARITY_UNSHOWN_FOLDER");
    private const int Printed = 5;

    [Fact]
    public void The_analyzers_find_what_runs_show_and_are_sure_only_of_that()
    {
        var count = Settings.Of("IRQ_PARITY_COUNT", 2_000);
        var seed = Settings.Of("IRQ_PARITY_SEED", 1);
        var report = new ParityReport();
        var started = Stopwatch.GetTimestamp();
        var cancellation = TestContext.Current.CancellationToken;
        Parallel.ForEach(
            Enumerable.Range(Settings.Of("IRQ_PARITY_FIRST", 0), count).Chunk(Together),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
            numbers =>
            {
                var programs = numbers.Select(number => ProgramGenerator.Generate(number, seed)).ToArray();
                var findings = Batch.Check(programs, MaximumRuns, cancellation);
                for (var index = 0; index < programs.Length; index++)
                {
                    var found = findings[index];
                    if (found.IsCapped && found.FalseDefinites.Any()) found = Batch.Check([programs[index]], MaximumRuns * MoreRuns, cancellation)[0];
                    report.Add(programs[index], found);
                    if (UnshownFolder is not null) AnnotatedProgram.Write(UnshownFolder, programs[index], found);
                }

                AddExamples(report, programs, findings, cancellation);
            });

        var figures = report.Figures(Stopwatch.GetElapsedTime(started));
        Figures.Keep(output, "parity", figures);
        Assert.True(report.Differing.Count == 0, Describe(report, figures, cancellation));
        foreach (var key in report.Undecided) output.WriteLine($"undecided: {key}");
        foreach (var example in report.Examples) output.WriteLine(example);
        Assert.InRange(report.UndecidedPerThousand, 0, MostUndecidedPerThousand);
        Assert.InRange(report.UnshownPercent, 0, MostUnshownPercent);
    }

    // For who wants to know what it is that no run shows.
    private static void AddExamples(ParityReport report, ModelProgram[] programs, ImmutableArray<Findings> findings, CancellationToken cancellation)
    {
        if (Unshown == 0) return;
        var rule = string.Create(CultureInfo.InvariantCulture, $"IRQ{Unshown}");
        for (var index = 0; index < programs.Length; index++)
        {
            if (findings[index].Unshown.Any(key => key.StartsWith(rule, StringComparison.Ordinal)) && report.WantsExample())
                report.AddExample(Shrinker.DescribeUnshown(programs[index], findings[index], rule, MaximumRuns, cancellation));
        }
    }

    private static string Describe(ParityReport report, string figures, CancellationToken cancellation)
    {
        var text = new StringBuilder(figures).AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{report.Differing.Count} programs differ:");
        foreach (var (program, findings) in report.Differing.Take(Printed)) text.AppendLine(Shrinker.Describe(program, findings, MaximumRuns, cancellation));
        foreach (var key in report.Differing.SelectMany(difference => difference.Findings.Misses.Select(key => $"missed: {key}").Concat(difference.Findings.FalseDefinites.Select(key => $"false definite: {key}"))))
            text.AppendLine(key);
        return text.ToString();
    }
}
