using System.Collections.Immutable;
using IrqAnalyzers.Testing.Tests.Fakes;
using IrqAnalyzers.Testing.Tests.Kit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing.Tests;

public class ProjectTests
{
    [Fact]
    public Task Sources_have_names_and_see_each_other() => new Test
    {
        TestState = { Sources = { "class [|a|] : b { }", ("/0/Folder/Base.cs", "class [|b|] { }") } },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_test_without_sources_fails() => Failing.WithAsync(() => new Test().RunAsync(), "'TestState.Sources' should have an element");

    [Fact]
    public Task A_compiler_error_in_the_input_fails() => Failing.WithAsync(
        () => new Test { TestCode = "class A : B { }" }.RunAsync(), "error CS0246", "DiagnosticResult.CompilerError(\"CS0246\")");

    [Fact]
    public Task Compiler_errors_can_be_left_alone() => new Test
    {
        TestCode = "class A : B { }",
        CompilerDiagnostics = CompilerDiagnostics.None,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Compiler_warnings_count_only_if_asked_for() => Failing.WithAsync(
        async () =>
        {
            const string code = "class A { void M() { int x; } }";
            await new Test { TestCode = code }.RunAsync();
            await new Test { TestCode = code, CompilerDiagnostics = CompilerDiagnostics.Warnings }.RunAsync();
        },
        "warning CS0168",
        "DiagnosticResult.CompilerWarning(\"CS0168\").WithSpan(1, 26, 1, 27)");

    [Fact]
    public Task An_editorconfig_sets_severities()
    {
        var test = new Test { TestCode = "class {|#0:a|} { }" };
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.T001.severity = error\n"));
        test.ExpectedDiagnostics.Add(
            new DiagnosticResult(LowerCaseTypeAnalyzer.Rule).WithLocation(0).WithArguments("a").WithSeverity(DiagnosticSeverity.Error));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task An_editorconfig_switches_rules_off() => new Test
    {
        TestState =
        {
            Sources = { "class a { }" },
            AnalyzerConfigFiles = { ("/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.T001.severity = none\n") },
        },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Diagnostics_can_be_disabled() => new Test
    {
        TestCode = "class a { }",
        DisabledDiagnostics = { "T001" },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Rules_that_are_off_by_default_are_on_in_a_test() =>
        new CSharpAnalyzerTest<OptInAnalyzer, DefaultVerifier> { TestCode = "class [|a|] { }" }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task An_editorconfig_goes_before_the_test_for_rules_that_are_off_by_default() =>
        new CSharpAnalyzerTest<OptInAnalyzer, DefaultVerifier>
        {
            TestState =
            {
                Sources = { "class a { }" },
                AnalyzerConfigFiles = { ("/.editorconfig", "root = true\n[*.cs]\ndotnet_diagnostic.T004.severity = none\n") },
            },
        }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Additional_files_are_analysed_and_have_markup() => new CSharpAnalyzerTest<FileAnalyzer, DefaultVerifier>
    {
        TestState = { Sources = { "class A { }" }, AdditionalFiles = { ("/0/words.txt", "good [|bad|] good") } },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task An_unexpected_diagnostic_in_an_additional_file_is_named() => Failing.WithAsync(
        () => new CSharpAnalyzerTest<FileAnalyzer, DefaultVerifier>
        {
            TestState = { Sources = { "class A { }" }, AdditionalFiles = { ("/0/words.txt", "bad") } },
        }.RunAsync(),
        "VerifyCS.Diagnostic().WithSpan(\"/0/words.txt\", 1, 1, 1, 4)");

    [Fact]
    public Task Additional_projects_are_analysed_and_referenced() => new Test
    {
        TestState =
        {
            Sources = { "class B : a { }" },
            AdditionalProjects = { ["Lib"] = { Sources = { "public class [|a|] { }" } } },
            AdditionalProjectReferences = { "Lib" },
        },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_reference_to_an_unknown_project_is_named() => Failing.WithAsync(
        () => new Test { TestState = { Sources = { "class B { }" }, AdditionalProjectReferences = { "Lib" } } }.RunAsync(),
        "references 'Lib', which is no project of the test");

    [Fact]
    public Task References_can_be_added() => new Test
    {
        TestState = { Sources = { "class B : Xunit.Assert { }" }, AdditionalReferences = { typeof(Assert).Assembly } },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task The_framework_can_be_cut_down() => Failing.WithAsync(
        () => new Test
        {
            TestCode = "class A { object o = System.Linq.Enumerable.Empty<int>(); }",
            ReferenceAssemblies = ReferenceAssemblies.Default.WithAssemblies(["System.Private.CoreLib", "System.Runtime"]),
        }.RunAsync(),
        "error CS0234");

    [Fact]
    public async Task The_output_kind_decides_on_top_level_statements()
    {
        await new Test
        {
            TestState = { Sources = { "System.Console.WriteLine();" }, OutputKind = OutputKind.ConsoleApplication },
        }.RunAsync(TestContext.Current.CancellationToken);
        await Failing.WithAsync(() => new Test { TestCode = "System.Console.WriteLine();" }.RunAsync(), "error CS8805");
    }

    [Fact]
    public Task A_subclass_chooses_the_language_version() => Failing.WithAsync(
        () => new OldTest { TestCode = "namespace N;" }.RunAsync(), "error CS8370");

    [Fact]
    public Task A_transform_changes_the_solution() => new Test
    {
        TestCode = "class B : a { }",
        CompilerDiagnostics = CompilerDiagnostics.Errors,
        SolutionTransforms =
        {
            (solution, project) => solution.AddDocument(
                DocumentId.CreateNewId(project), "Generated.cs", "// <auto-generated/>\nclass a { }", filePath: "/0/Generated.cs"),
        },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task An_options_transform_is_applied()
    {
        var seen = "";
        await new Test
        {
            TestCode = "class A { }",
            OptionsTransforms = { options => options.WithChangedOption(FormattingOptions.NewLine, LanguageNames.CSharp, "\r\n") },
            SolutionTransforms =
            {
                (solution, _) =>
                {
                    seen = solution.Options.GetOption(FormattingOptions.NewLine, LanguageNames.CSharp);
                    return solution;
                },
            },
        }.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal("\r\n", seen);
    }

    private sealed class Test : CSharpAnalyzerTest<LowerCaseTypeAnalyzer, DefaultVerifier>;

    private sealed class OldTest : CSharpAnalyzerTest<LowerCaseTypeAnalyzer, DefaultVerifier>
    {
        protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.CSharp7_3);
    }

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

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class FileAnalyzer : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new(
            "T005", "Word", "A bad word", "Naming", DiagnosticSeverity.Warning, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterAdditionalFileAction(file =>
            {
                var text = file.AdditionalFile.GetText(file.CancellationToken)!;
                var span = new Microsoft.CodeAnalysis.Text.TextSpan(text.ToString().IndexOf("bad", StringComparison.Ordinal), 3);
                file.ReportDiagnostic(Diagnostic.Create(
                    Rule, Location.Create(file.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span))));
            });
        }
    }
}
