using IrqAnalyzers.Testing.Tests.Fakes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing.Tests;

public class TypingTests
{
    private const string Code = "class [|a|] { int x = 1; void M() { x = 2; } }";

    [Fact]
    public Task An_analyzer_that_bears_broken_code_passes() =>
        Test<LowerCaseTypeAnalyzer>(new TypingOptions { PrefixStep = 1 }).RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task An_analyzer_that_needs_a_name_fails_on_a_prefix_that_the_failure_shows() => Failing.WithAsync(
        () => Test<NamedAnalyzer>(new TypingOptions { PrefixStep = 1, Deletions = 0 }).RunAsync(),
        "Context: Typing in '/0/Test0.cs': the first 5 characters",
        "Context: the code was:\nclass\n",
        "NamedAnalyzer threw",
        "IndexOutOfRangeException");

    [Fact]
    public Task An_analyzer_that_needs_an_initializer_fails_on_a_missing_token() => Failing.WithAsync(
        () => Test<InitializedAnalyzer>(new TypingOptions { PrefixStep = 1000, MaximumTokens = 1 }).RunAsync(),
        "Context: Typing in '/0/Test0.cs': without '1' at 18",
        "NotSupportedException: Where is it?");

    [Fact]
    public async Task The_same_seed_gives_the_same_variants()
    {
        var texts = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            texts.Add(await Failing.TextAsync(
                () => Test<InitializedAnalyzer>(new TypingOptions { PrefixStep = 1000, Seed = 7 }).RunAsync()));
        }

        Assert.Equal(texts[0], texts[1]);
    }

    [Fact]
    public Task The_check_is_left_out_by_default() =>
        new CheckedAnalyzerTest<NamedAnalyzer, DefaultVerifier> { TestCode = Code }.RunAsync(TestContext.Current.CancellationToken);

    private static CheckedAnalyzerTest<T, DefaultVerifier> Test<T>(TypingOptions options)
        where T : DiagnosticAnalyzer, new() => new()
        {
            TestCode = Code,
            ExtraChecks = ExtraChecks.Typing,
            Typing = options,
        };

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class NamedAnalyzer : LowerCaseTypeAnalyzer
    {
        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(
                node =>
                {
                    var name = ((ClassDeclarationSyntax)node.Node).Identifier;
                    if (char.IsLower(name.Text[0]))
                        node.ReportDiagnostic(Diagnostic.Create(Rule, name.GetLocation(), name.Text));
                },
                SyntaxKind.ClassDeclaration);
        }
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class InitializedAnalyzer : LowerCaseTypeAnalyzer
    {
        public override void Initialize(AnalysisContext context)
        {
            base.Initialize(context);
            context.RegisterSyntaxNodeAction(
                node =>
                {
                    if (((EqualsValueClauseSyntax)node.Node).Value.IsMissing)
                        throw new NotSupportedException("Where is it?");
                },
                SyntaxKind.EqualsValueClause);
        }
    }
}
