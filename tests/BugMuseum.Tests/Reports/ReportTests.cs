using System.Globalization;
using System.Text;
using IrqModel.Engine;
using Xunit;

namespace BugMuseum.Tests.Reports;

/// <summary>Public bug reports of other kernels: what the analyzers say of the wrong model, what of the repaired one, and what runs show.</summary>
public sealed class ReportTests(ITestOutputHelper output)
{
    private const int LeastFlagged = 22;

    [Fact]
    public void Most_reports_are_flagged_and_none_is_silent_where_interrupts_are_lost()
    {
        var folder = Checkout.SharedFolder("IRQ_REPORTS", Path.Combine("cases", "reports"));
        Assert.SkipWhen(folder is null, "No folder with reports: neither IRQ_REPORTS nor ../shared/cases/reports exists.");
        using var cases = new ReportCases(folder, TestContext.Current.CancellationToken);
        var table = new StringBuilder();
        var (flagged, silent, unclean, unexplained) = (0, new List<string>(), new List<string>(), new List<string>());
        foreach (var name in cases.Names)
        {
            var before = cases.Reported(name, "Before.cs").ToList();
            var after = cases.Reported(name, "After.cs").ToList();
            var runs = cases.Runs(name, "Before.cs").ToList();
            var losses = runs.SelectMany(run => run.Losses).ToList();
            var rules = before.Select(diagnostic => diagnostic.Id).ToHashSet();
            if (before.Count > 0) flagged++;
            if (before.Count == 0 && losses.Count > 0) silent.Add(name);
            if (after.Any(diagnostic => !rules.Contains(diagnostic.Id)) || (after.Count > 0 && rules.All(rule => after.Exists(diagnostic => diagnostic.Id == rule)))) unclean.Add(name);
            unexplained.AddRange(losses.Where(loss => !loss.IsExplained).Select(loss => $"{name}: {loss}"));
            Describe(table, name, before, after, runs);
        }

        table.AppendLine(CultureInfo.InvariantCulture, $"{flagged} of {cases.Names.Length} reports are flagged");
        output.WriteLine(table.ToString());
        Assert.Empty(silent);
        Assert.Empty(unclean);
        Assert.Empty(unexplained);
        Assert.True(flagged >= LeastFlagged, table.ToString());
    }

    private static void Describe(
        StringBuilder table, string name, List<Microsoft.CodeAnalysis.Diagnostic> before, List<Microsoft.CodeAnalysis.Diagnostic> after, List<RunResult> runs)
    {
        table.AppendLine(name);
        foreach (var diagnostic in before) table.AppendLine(CultureInfo.InvariantCulture, $"    before {Line(diagnostic)}");
        foreach (var diagnostic in after) table.AppendLine(CultureInfo.InvariantCulture, $"    after  {Line(diagnostic)}");
        foreach (var finding in runs.SelectMany(run => run.FindingKeys).Distinct().Order()) table.AppendLine(CultureInfo.InvariantCulture, $"    run    {finding}");
        foreach (var loss in runs.SelectMany(run => run.Losses).Select(loss => $"{loss.Cause} {loss.Location}").Distinct().Take(4)) table.AppendLine(CultureInfo.InvariantCulture, $"    lost   {loss}");
    }

    private static string Line(Microsoft.CodeAnalysis.Diagnostic diagnostic) =>
        $"{diagnostic.Id} {diagnostic.Properties["irq.certainty"]} line {diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}";
}
