using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using IrqAnalyzers.Parity.Fixing;
using IrqAnalyzers.Parity.Generation;
using IrqAnalyzers.Parity.Shrinking;
using IrqModel.Engine;
using Xunit;

namespace IrqAnalyzers.Parity;

/// <summary>
/// The fixes of random programs: what is fixed compiles, its finding is gone in analyzers and engine, and functions that the finding does
/// not concern come out as before.
/// </summary>
[Trait("Suite", "Long")]
public sealed class FixTests(ITestOutputHelper output)
{
    private const int Together = 10;
    private const int Printed = 3;
    private const int MaximumAttempts = 25;

    [Fact]
    public void Fixes_remove_their_findings_and_change_nothing_else()
    {
        var count = Settings.Of("IRQ_PARITY_FIXES", 60);
        var seed = Settings.Of("IRQ_PARITY_SEED", 1);
        var cancellation = TestContext.Current.CancellationToken;
        var checks = new ConcurrentBag<(ModelProgram Program, ProposedFix Fix, ImmutableArray<string> Objections)>();
        var started = Stopwatch.GetTimestamp();
        Parallel.ForEach(
            Enumerable.Range(Settings.Of("IRQ_PARITY_FIRST", 0), count).Chunk(Together),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellation },
            numbers =>
            {
                foreach (var check in FixCheck.Check([.. numbers.Select(number => ProgramGenerator.Generate(number, seed))], cancellation)) checks.Add(check);
            });

        var wrong = checks.Where(check => !check.Objections.IsEmpty).OrderBy(check => check.Program.Number).ToArray();
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{count:N0} programs in {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s, {checks.Select(check => check.Program.Number).Distinct().Count():N0} with fixes; {checks.Count(check => check.Fix.Title != ProposedFix.All):N0} fixes applied alone, {checks.Count(check => check.Fix.Title == ProposedFix.All):N0} times all; wrong: {wrong.Length:N0}");
        Figures.Keep(output, "parity-fixes", figures);
        Assert.NotEmpty(checks);
        Assert.True(wrong.Length == 0, Describe(wrong, figures, cancellation));
    }

    private static string Describe(
        (ModelProgram Program, ProposedFix Fix, ImmutableArray<string> Objections)[] wrong, string figures, CancellationToken cancellation)
    {
        var text = new StringBuilder(figures).AppendLine();
        foreach (var check in wrong.OrderBy(check => check.Program.HostSource().Length).Take(Printed))
        {
            var (program, fix, objections) = Shrink(check, cancellation);
            text.AppendLine(CultureInfo.InvariantCulture, $"--- program {program.Number}: {fix.Title} ({string.Join(", ", fix.Targets)}) ---");
            foreach (var objection in objections) text.AppendLine(objection);
            text.Append(program.HostSource()).Append(program.DriverSource()).AppendLine("--- becomes ---").Append(fix.Files[0].Text);
            if (fix.Files[1].Text != program.DriverSource()) text.Append(fix.Files[1].Text);
        }

        return text.ToString();
    }

    private static (ModelProgram Program, ProposedFix Fix, ImmutableArray<string> Objections) Shrink(
        (ModelProgram Program, ProposedFix Fix, ImmutableArray<string> Objections) check, CancellationToken cancellation)
    {
        var attempts = 0;
        var hasShrunk = true;
        while (hasShrunk && attempts < MaximumAttempts)
        {
            hasShrunk = false;
            foreach (var smaller in Reductions.Of(check.Program))
            {
                if (++attempts > MaximumAttempts) break;
                if (Check(smaller, check.Fix.Title, cancellation) is not { } found) continue;
                check = found;
                hasShrunk = true;
                break;
            }
        }

        return check;
    }

    private static (ModelProgram Program, ProposedFix Fix, ImmutableArray<string> Objections)? Check(ModelProgram program, string title, CancellationToken cancellation)
    {
        try
        {
            foreach (var check in FixCheck.Check([program], cancellation))
            {
                if (!check.Objections.IsEmpty && check.Fix.Title == title) return check;
            }
        }
        catch (Exception failure) when (failure is InvalidOperationException or ModelException)
        {
            return null;    // What was left out is needed.
        }

        return null;
    }
}
