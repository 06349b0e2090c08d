using System.Collections.Immutable;
using IrqAnalyzers.Testing.Tests.Fakes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing.Tests;

/// <summary>An analyzer configuration file decides on severities as it does in a build.</summary>
public class SeverityTests
{
    [Fact]
    public Task A_file_raises_a_severity()
    {
        var test = Test<LowerCaseTypeAnalyzer>("class {|#0:a|} { }", "dotnet_diagnostic.T001.severity = error");
        test.ExpectedDiagnostics.Add(
            new DiagnosticResult(LowerCaseTypeAnalyzer.Rule).WithLocation(0).WithArguments("a").WithSeverity(DiagnosticSeverity.Error));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_file_switches_a_rule_off() =>
        Test<LowerCaseTypeAnalyzer>("class a { }", "dotnet_diagnostic.T001.severity = none").RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_rule_that_is_off_by_default_is_on_in_a_test() =>
        Test<OptInAnalyzer>("class [|a|] { }", "").RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_file_switches_a_rule_off_that_is_off_by_default() =>
        Test<OptInAnalyzer>("class a { }", "dotnet_diagnostic.T004.severity = none").RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_test_disables_a_rule_whatever_a_file_says()
    {
        var test = Test<LowerCaseTypeAnalyzer>("class a { }", "dotnet_diagnostic.T001.severity = error");
        test.DisabledDiagnostics.Add("T001");
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_rule_disabled_after_a_run_is_off_in_the_next()
    {
        var test = Test<LowerCaseTypeAnalyzer>("class a { }", "");
        await Failing.WithAsync(() => test.RunAsync(), "T001");

        test.DisabledDiagnostics.Add("T001");
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static CheckedAnalyzerTest<T, DefaultVerifier> Test<T>(string code, string option)
        where T : DiagnosticAnalyzer, new() => new()
        {
            TestState = { Sources = { code }, AnalyzerConfigFiles = { ("/.editorconfig", $"root = true\n[*.cs]\n{option}\n") } },
        };

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class OptInAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new(
            "T004", "Opt in", "Opted in", "Naming", DiagnosticSeverity.Info, isEnabledByDefault: false);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSymbolAction(
                symbol => symbol.ReportDiagnostic(Diagnostic.Create(Rule, symbol.Symbol.Locations[0])), SymbolKind.NamedType);
        }
    }
}
