using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using IrqAnalyzers.Rules;
using IrqAnalyzers.Tests.Shared;
using IrqAnalyzers.Tests.Support;
using IrqAnalyzers.Topology;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Tests;

/// <summary>IRQ9005: options that do not exist, and values that an option cannot have.</summary>
public class UnknownOptionsTests
{
    private const string File = "/models/.editorconfig";

    [Theory]
    [InlineData("irq_report_possible = error", "'irq_report_possible = error' is ignored. Expected 'none', 'suggestion' or 'warning'.")]
    [InlineData("irq_report_possible = Warning", "'irq_report_possible = Warning' is ignored. Expected 'none', 'suggestion' or 'warning'.")]
    [InlineData("irq_report_possible =", "'irq_report_possible = ' is ignored. Expected 'none', 'suggestion' or 'warning'.")]
    [InlineData("irq_analysis_budget = many", "'irq_analysis_budget = many' is ignored. Expected a number from 1 to 10000.")]
    [InlineData("irq_analysis_budget = 0", "'irq_analysis_budget = 0' is ignored. Expected a number from 1 to 10000.")]
    [InlineData("irq_analysis_budget = 10001", "'irq_analysis_budget = 10001' is ignored. Expected a number from 1 to 10000.")]
    [InlineData("irq_report_posible = none", "'irq_report_posible' is not an option and is ignored. The options are 'irq_report_possible' and 'irq_analysis_budget'.")]
    public async Task An_option_that_means_nothing_is_reported_at_its_place(string line, string message)
    {
        var found = Assert.Single(await AnalyzeAsync($"root = true\n[*.cs]\n{line}\n"));

        var place = found.Location.GetLineSpan();
        Assert.Equal(("IRQ9005", DiagnosticSeverity.Warning, message), (found.Id, found.Severity, found.GetMessage()));
        Assert.Equal((File, 2, 0, line.Length), (place.Path, place.StartLinePosition.Line, place.StartLinePosition.Character, place.EndLinePosition.Character));
    }

    [Theory]
    [InlineData("irq_report_possible = none")]
    [InlineData("irq_report_possible: warning")]
    [InlineData("IRQ_Report_Possible = suggestion")]
    [InlineData("irq_analysis_budget = 1")]
    [InlineData("irq_analysis_budget = 10000 # as long as it takes")]
    [InlineData("other_option = error")]
    public async Task An_option_that_means_something_is_not_reported(string line) => Assert.Empty(await AnalyzeAsync($"[*.cs]\n{line}\n"));

    [Fact]
    public async Task The_place_is_the_option_without_indentation_and_comment()
    {
        var found = Assert.Single(await AnalyzeAsync("[*.cs]\n  irq_report_possible : error  # no such value\n"));

        Assert.Equal((2, 2 + "irq_report_possible : error".Length), (found.Location.GetLineSpan().StartLinePosition.Character, found.Location.GetLineSpan().EndLinePosition.Character));
    }

    [Fact]
    public async Task Each_line_that_says_it_is_reported()
    {
        var found = await AnalyzeAsync("[*.cs]\nirq_report_possible = error\n[Model*.cs]\nirq_report_possible = error\nirq_analysis_budget = 5\n");

        Assert.Equal([1, 3], found.Select(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line));
    }

    [Fact]
    public async Task Without_the_file_the_message_still_names_key_and_value()
    {
        var found = Assert.Single(await AnalyzeAsync("[*.cs]\nirq_report_possible = error\n", isShown: false));

        Assert.Equal((Location.None, "IRQ9005"), (found.Location, found.Id));
        Assert.Contains("'irq_report_possible = error'", found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_list_its_keys_still_reports_wrong_values() => Assert.Equal(
        ["IRQ9005"], (await Model.AnalyzeAsync(Model.Compile(Model.Host("")), options: ("irq_analysis_budget", "many"))).Select(found => found.Id));

    [Fact]
    public void The_strict_preset_makes_an_error_of_every_rule()
    {
        var rules = Descriptors.All.AddRange(TopologyDescriptors.All).Select(descriptor => descriptor.Id).Order(StringComparer.Ordinal);

        Assert.Equal(
            rules.Select(id => $"dotnet_diagnostic.{id}.severity = {(id == Descriptors.AnalysisIncomplete.Id ? "warning" : "error")}"),
            PresetLines("strict").Where(line => line.StartsWith("dotnet_diagnostic", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("ci")]
    [InlineData("strict")]
    public async Task A_preset_means_something_and_reports_what_is_possible(string preset)
    {
        Assert.Contains("irq_report_possible = warning", PresetLines(preset));
        Assert.Empty(await AnalyzeAsync(string.Join('\n', PresetLines(preset)), name: $"/models/irqmodel-{preset}.globalconfig"));
    }

    private static string[] PresetLines(string preset) => System.IO.File.ReadAllLines(
        Path.Combine(Checkout.Root, "src", "IrqAnalyzers.CodeFixes", "Package", "presets", $"irqmodel-{preset}.globalconfig"));

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string text, bool isShown = true, string name = File)
    {
        var compilation = Model.Compile(Model.Host(""));
        var options = new AnalyzerOptions(
            isShown ? [new ContractFiles.ContractText(name, text)] : [],
            new ConfiguredOptions(AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(text, name) }, out _)));
        var analysis = new CompilationWithAnalyzers(
            compilation, [new BringUpAnalyzer()],
            new CompilationWithAnalyzersOptions(options, onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        return [.. (await analysis.GetAnalyzerDiagnosticsAsync()).OrderBy(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition)];
    }

    /// <summary>Options out of configuration files, as the compiler hands them on.</summary>
    private sealed class ConfiguredOptions(AnalyzerConfigSet files) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions => new Options(files.GlobalConfigOptions.AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(files.GetOptionsForSourcePath(tree.FilePath).AnalyzerOptions);

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(ImmutableDictionary<string, string>.Empty);

        private sealed class Options(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
        {
            public override IEnumerable<string> Keys => values.Keys;

            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
        }
    }
}
