using Microsoft.CodeAnalysis;
using Xunit;

namespace SeedThread.Tests.Static;

/// <summary>Each reader of the protocol checks the other.</summary>
public sealed class StaticAndDynamicTests
{
    [Fact]
    public async Task The_analyzers_and_the_engine_find_the_same_set_by_key()
    {
        var diagnostics = await SeedDiagnostics.GetAsync(TestContext.Current.CancellationToken);

        var found = Systems.All.SelectMany(system => system.Runs).SelectMany(run => run.Run(trace: false).FindingKeys)
            .Select(key => key.ToString()).Distinct().Order(StringComparer.Ordinal);

        // S3 takes the domain from the bus for VFs too; on its machine their bus is that of the PF.
        Assert.Equal(found, diagnostics.Where(diagnostic => diagnostic.Id != "IRQ2003").Select(SeedDiagnostics.KeyOf).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_the_wrong_models_have_findings_and_each_of_them_has()
    {
        var diagnostics = await SeedDiagnostics.GetAsync(TestContext.Current.CancellationToken);

        var files = diagnostics.Where(diagnostic => !diagnostic.IsSuppressed).Select(diagnostic => diagnostic.Location.SourceTree!.FilePath).Distinct().Order(StringComparer.Ordinal);
        var wrong = Repository.SeedThreadSources.Where(file => Path.GetFileName(Path.GetDirectoryName(file)) == "Wrong");
        Assert.Equal(wrong, files);
    }

    [Fact]
    public async Task What_depends_on_the_machine_is_a_suggestion_and_the_rest_are_warnings()
    {
        var diagnostics = await SeedDiagnostics.GetAsync(TestContext.Current.CancellationToken);

        Assert.All(diagnostics, diagnostic => Assert.Equal(
            diagnostic.Id is "IRQ1003" or "IRQ2003" ? DiagnosticSeverity.Info : DiagnosticSeverity.Warning, diagnostic.Severity));
    }
}
