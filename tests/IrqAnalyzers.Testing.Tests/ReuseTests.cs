using System.Collections.Concurrent;
using IrqAnalyzers.Testing.Tests.Fakes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing.Tests;

/// <summary>Equal projects of a test are analysed once; what a fix makes is analysed anew.</summary>
public class ReuseTests
{
    [Fact]
    public async Task The_code_of_a_test_is_analysed_once_for_its_diagnostics_and_for_all_ways_to_fix_them()
    {
        CountingAnalyzer.Compilations.Value = [];
        var test = new CheckedCodeFixTest<CountingAnalyzer, UpperCaseFix, DefaultVerifier>
        {
            TestCode = "class [|abc|] { }",
            FixedCode = "class Abc { }",
            TestBehaviors = TestBehaviors.SkipSuppressionCheck,
            ExtraChecks = ExtraChecks.None,
        };

        await test.RunAsync(TestContext.Current.CancellationToken);

        // Each of one by one, document, project and solution makes fixed code of its own; the expected code is a fifth.
        var compilations = CountingAnalyzer.Compilations.Value;
        Assert.Equal(1, compilations.Count(code => code.Contains("abc", StringComparison.Ordinal)));
        Assert.Equal(5, compilations.Count(code => code.Contains("Abc", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_diagnostic_of_the_compilation_end_may_be_found_several_times()
    {
        var test = new CheckedCodeFixTest<CompilationEndAnalyzer, UpperCaseFix, DefaultVerifier>
        {
            TestCode = "class [|a|] { }",
            FixedCode = "class A { }",
            CodeFixTestBehaviors = CodeFixTestBehaviors.SkipLocalDiagnosticCheck,
        };

        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_second_run_sees_the_solution_as_the_test_changes_it_then()
    {
        var test = new CheckedAnalyzerTest<LowerCaseTypeAnalyzer, DefaultVerifier> { TestCode = "class A { }" };
        await test.RunAsync(TestContext.Current.CancellationToken);

        test.SolutionTransforms.Add((solution, project) =>
            solution.WithDocumentText(solution.GetProject(project)!.DocumentIds[0], Microsoft.CodeAnalysis.Text.SourceText.From("class a { }")));
        await Failing.WithAsync(() => test.RunAsync(), "T001");
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class CountingAnalyzer : LowerCaseTypeAnalyzer
    {
        public static AsyncLocal<ConcurrentBag<string>> Compilations { get; } = new();

        public override void Initialize(AnalysisContext context)
        {
            base.Initialize(context);
            context.RegisterCompilationStartAction(start => Compilations.Value?.Add(string.Concat(start.Compilation.SyntaxTrees)));
        }
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class CompilationEndAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new(
            "T001", "Type name", "Lower-case", "Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true,
            customTags: WellKnownDiagnosticTags.CompilationEnd);

        public override System.Collections.Immutable.ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationAction(end =>
            {
                foreach (var type in end.Compilation.GlobalNamespace.GetTypeMembers())
                {
                    if (char.IsLower(type.Name[0]) && type.Locations[0].IsInSource)
                        end.ReportDiagnostic(Diagnostic.Create(Rule, type.Locations[0]));
                }
            });
        }
    }
}
