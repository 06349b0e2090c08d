namespace Packages.Tests;

/// <summary>What projects that use the packages are told, by the compiler's own report.</summary>
public sealed class ConsumerTests(Consumers consumers) : IClassFixture<Consumers>
{
    private const string Definite = "warning IRQ2001 Models.cs:9";
    private const string Possible = "note IRQ1003 Models.cs:21";

    [Theory]
    [InlineData("Plain")]
    [InlineData("EngineOnly")]
    [InlineData("HostsOnly")]
    [InlineData("DownstreamAsked")]
    public void A_package_of_the_family_brings_the_analyzers(string project) => Expect(project, Possible, Definite);

    [Fact]
    public void A_project_beyond_does_not_get_them() => Expect("Downstream");

    [Fact]
    public void An_editorconfig_sets_the_severity() => Expect("BySeverity", Possible, "error IRQ2001 Models.cs:9");

    [Theory]
    [InlineData("ByGlobalConfig")]
    [InlineData("ByNoWarn")]
    [InlineData("ByPragma")]
    [InlineData("ByAttribute")]
    public void A_rule_can_be_switched_off(string project) =>
        Assert.DoesNotContain(consumers.Report(project).Findings, finding => finding.Rule == "IRQ2001");

    [Fact]
    public void The_preset_ci_makes_possible_findings_warnings() => Expect("PresetCi", "warning IRQ1003 Models.cs:21", Definite);

    [Fact]
    public void The_preset_strict_makes_every_finding_an_error() => Expect("PresetStrict", "error IRQ1003 Models.cs:21", "error IRQ2001 Models.cs:9");

    [Fact]
    public void Wrong_options_are_reported_at_their_place() =>
        Expect("WrongOptions", Possible, Definite, "warning IRQ9005 .globalconfig:2", "warning IRQ9005 .editorconfig:3");

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net10.0")]
    public void Every_target_framework_is_analysed(string framework) =>
        Assert.Equal([Possible, Definite], consumers.Report("Multi", framework).Findings.Select(finding => finding.ToString()));

    [Fact]
    public void A_project_for_net8_runs_the_libraries_for_net8()
    {
        Assert.True(consumers.OldRuntime.ExitCode == 0, consumers.OldRuntime.ToString());
        Assert.Equal(".NETCoreApp,Version=v8.0 one card", consumers.OldRuntime.Output.Trim());
    }

    [Fact]
    public void Contracts_of_a_projects_own_are_read_by_the_analyzers_and_by_its_runs()
    {
        Expect("OwnRules", "warning IRQU001 Models.cs:28");
        Assert.True(consumers.OwnRun.ExitCode == 0, consumers.OwnRun.ToString());
        Assert.Equal("IRQU001 Models.cs:28", consumers.OwnRun.Output.Trim());
        Assert.EndsWith("/docs/contracts.md", consumers.Report("OwnRules").HelpLinks["IRQU001"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_is_SARIF_2_1_with_a_help_link_for_each_rule()
    {
        var log = consumers.Report("Plain");

        Assert.Equal("2.1.0", log.Version);
        foreach (var rule in new[] { "IRQ1003", "IRQ2001" }) Assert.EndsWith($"/docs/rules/{rule}.md", log.HelpLinks[rule], StringComparison.Ordinal);
    }

    [Fact]
    public void A_project_without_the_DSL_pays_nothing()
    {
        Assert.True(consumers.Unconcerned.ExitCode == 0, consumers.Unconcerned.ToString());
        // The compiler's table of analyzers: seconds, share of the time of all in percent, name.
        var row = consumers.Unconcerned.Output.Split('\n').First(line => line.Contains("IrqAnalyzers.BringUpAnalyzer", StringComparison.Ordinal));
        var share = row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Assert.True(share is "<1" or "1" or "2", row);
    }

    private void Expect(string project, params string[] findings)
    {
        var found = consumers.Report(project).Findings.Select(finding => finding.ToString());
        Assert.True(
            findings.Order(StringComparer.Ordinal).SequenceEqual(found.Order(StringComparer.Ordinal)),
            $"{project} should report\n  {string.Join("\n  ", findings)}\nbut reports\n  {string.Join("\n  ", found)}");
    }
}
