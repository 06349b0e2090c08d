using System.Collections.Immutable;
using IrqAnalyzers.Testing.Tests.Fakes;
using IrqAnalyzers.Testing.Tests.Kit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing.Tests;

public class FixAllTests
{
    [Theory]
    [InlineData(FixAllScope.Document, "Context: Fix All in the document")]
    [InlineData(FixAllScope.Project, "Context: Fix All in the project")]
    [InlineData(FixAllScope.Solution, "Context: Fix All in the solution")]
    public Task A_wrong_result_in_one_scope_alone_fails(FixAllScope scope, string context)
    {
        WrongInOneScope.Scope.Value = scope;
        return Failing.WithAsync(
            () => Test<WrongInOneScope>("class [|a|] { }", "class A { }").RunAsync(),
            context,
            "-class A { }\n+class Wrong { }");
    }

    [Theory]
    [InlineData(FixAllScope.Document, CodeFixTestBehaviors.SkipFixAllInDocumentCheck)]
    [InlineData(FixAllScope.Project, CodeFixTestBehaviors.SkipFixAllInProjectCheck)]
    [InlineData(FixAllScope.Solution, CodeFixTestBehaviors.SkipFixAllInSolutionCheck)]
    public Task A_scope_can_be_skipped(FixAllScope scope, CodeFixTestBehaviors behaviors)
    {
        WrongInOneScope.Scope.Value = scope;
        var test = Test<WrongInOneScope>("class [|a|] { }", "class A { }");
        test.CodeFixTestBehaviors = behaviors;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task Fix_All_may_lead_elsewhere_if_the_test_says_so()
    {
        WrongInOneScope.Scope.Value = null;
        var test = Test<WrongInOneScope>("class [|a|] { }", "class A { }");
        test.BatchFixedCode = "class Wrong { }";
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task A_compiler_error_in_the_batch_fixed_state_fails()
    {
        WrongInOneScope.Scope.Value = null;
        var test = Test<WrongInOneScope>("class [|a|] { } class Wrong { }", "class A { } class Wrong { }");
        test.BatchFixedCode = "class Wrong { } class Wrong { }";
        return Failing.WithAsync(() => test.RunAsync(), "Context: Analysis of the state after Fix All", "error CS0101");
    }

    [Fact]
    public Task A_provider_without_the_scope_fails() => Failing.WithAsync(
        () => Test<DocumentOnlyFix>("class [|a|] { }", "class A { }").RunAsync(),
        "Context: Fix All in the project",
        "-class A { }\n+class a { }");

    [Fact]
    public Task Without_Fix_All_nothing_is_checked_of_it() =>
        Test<NoFixAll>("class [|a|] { }", "class A { }").RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Several_documents_need_several_iterations_in_document_scope_only() => Files().RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_wrong_number_of_Fix_All_iterations_fails()
    {
        var test = Files();
        test.NumberOfFixAllInDocumentIterations = 1;
        return Failing.WithAsync(() => test.RunAsync(), "Context: Fix All in the document", "A fix should be applied 1 times, but more were offered");
    }

    [Fact]
    public Task Fix_All_is_done_in_one_iteration_by_default() => Failing.WithAsync(
        () => Test<OneAtATimeFixAll>("class [|a|] { } class [|b|] { }", "class A { } class B { }").RunAsync(),
        "Context: Fix All in the document",
        "A fix should be applied 1 times, but more were offered");

    [Fact]
    public Task The_tree_that_Fix_All_makes_is_compared()
    {
        var test = Test<WrongTreeInFixAll>("class [|a|] { }", "class A { }");
        return Failing.WithAsync(() => test.RunAsync(), "Context: Fix All in the document", "that its own text does not parse to");
    }

    [Fact]
    public Task Fix_All_that_throws_fails_with_its_exception() => Failing.WithAsync(
        () => Test<ThrowingFixAll>("class [|a|] { }", "class A { }").RunAsync(), "NotSupportedException: Not all");

    private static CSharpCodeFixTest<LowerCaseTypeAnalyzer, UpperCaseFix, DefaultVerifier> Files() => new()
    {
        TestState = { Sources = { "class [|a|] { }", "class [|b|] { }" } },
        FixedState = { Sources = { "class A { }", "class B { }" } },
    };

    private static CSharpCodeFixTest<LowerCaseTypeAnalyzer, T, DefaultVerifier> Test<T>(string code, string fixedCode)
        where T : CodeFixProvider, new() =>
        new() { TestCode = code, FixedCode = fixedCode };

    /// <summary>A Fix All made of a function from the scope and a document to the fixed document.</summary>
    private sealed class Custom(Func<FixAllContext, Task<Document?>> fix, params FixAllScope[] scopes) : FixAllProvider
    {
        public override IEnumerable<FixAllScope> GetSupportedFixAllScopes() => scopes.Length > 0 ? scopes : base.GetSupportedFixAllScopes();

        public override Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext) => Task.FromResult<CodeAction?>(
            CodeAction.Create("All", async _ => (await fix(fixAllContext))!.Project.Solution, "All"));
    }

    public sealed class WrongInOneScope : UpperCaseFix
    {
        public static AsyncLocal<FixAllScope?> Scope { get; } = new();

        public override FixAllProvider GetFixAllProvider() => new Custom(async context =>
        {
            var diagnostic = (await context.GetDocumentDiagnosticsAsync(context.Document!))[0];
            var root = (await context.Document!.GetSyntaxRootAsync())!;
            var name = root.FindToken(diagnostic.Location.SourceSpan.Start);
            var wrong = Scope.Value is null || Scope.Value == context.Scope;
            return context.Document.WithSyntaxRoot(root.ReplaceToken(
                name, SyntaxFactory.Identifier(wrong ? "Wrong" : Upper(name.Text)).WithTriviaFrom(name)));
        });
    }

    public sealed class DocumentOnlyFix : UpperCaseFix
    {
        public override FixAllProvider GetFixAllProvider() =>
            FixAllProvider.Create(async (context, document, diagnostics) => await FixAsync(document, diagnostics[0], context.CancellationToken),
                [FixAllScope.Document]);
    }

    public sealed class NoFixAll : UpperCaseFix
    {
        public override FixAllProvider? GetFixAllProvider() => null;
    }

    public sealed class OneAtATimeFixAll : UpperCaseFix
    {
        public override FixAllProvider GetFixAllProvider() =>
            FixAllProvider.Create(async (context, document, diagnostics) => await FixAsync(document, diagnostics[0], context.CancellationToken));
    }

    public sealed class WrongTreeInFixAll : UpperCaseFix
    {
        public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(async (context, document, diagnostics) =>
        {
            var root = (await document.GetSyntaxRootAsync(context.CancellationToken))!;
            var name = root.FindToken(diagnostics[0].Location.SourceSpan.Start);
            return document.WithSyntaxRoot(root.ReplaceToken(name, SyntaxFactory.Identifier(
                name.LeadingTrivia, SyntaxKind.IdentifierToken, "A", "wrong", name.TrailingTrivia)));
        });
    }

    public sealed class ThrowingFixAll : UpperCaseFix
    {
        public override FixAllProvider GetFixAllProvider() =>
            FixAllProvider.Create((_, _, _) => throw new NotSupportedException("Not all"));
    }
}
