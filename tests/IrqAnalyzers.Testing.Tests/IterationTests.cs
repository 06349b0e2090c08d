using IrqAnalyzers.Testing.Tests.Fakes;
using IrqAnalyzers.Testing.Tests.Kit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing.Tests;

public class IterationTests
{
    private const string Two = "class [|a|] { } class [|b|] { }";
    private const string TwoFixed = "class A { } class B { }";

    [Fact]
    public Task Each_fixable_diagnostic_allows_one_iteration() => Run(Test<UpperCaseFix>(Two, TwoFixed));

    [Fact]
    public Task More_iterations_than_diagnostics_fail() => Failing.WithAsync(
        () => Run(Test<LetterByLetterFix>("class [|abc|] { } class [|def|] { }", "class C { } class F { }")),
        "Context: Fixing one by one",
        "Context: Stopped after 3 iterations, more than allowed (-2)",
        "-class C { } class F { }\n+class C { } class def { }");

    [Theory]
    [InlineData(2)]
    [InlineData(-2)]
    [InlineData(-9)]
    public Task A_right_number_passes(int iterations)
    {
        var test = Test<UpperCaseFix>(Two, TwoFixed);
        test.NumberOfIncrementalIterations = iterations;
        return Run(test);
    }

    [Fact]
    public Task Too_few_iterations_fail_an_exact_number()
    {
        var test = Test<UpperCaseFix>(Two, TwoFixed);
        test.NumberOfIncrementalIterations = 3;
        return Failing.WithAsync(() => Run(test), "Context: Fixing one by one", "A fix should be applied 3 times, but was 2 times");
    }

    [Theory]
    [InlineData(1, "A fix should be applied 1 times, but more were offered")]
    [InlineData(-1, "A fix should be applied 1 times, but more were offered")]
    public Task Too_many_iterations_fail(int iterations, string text)
    {
        var test = Test<UpperCaseFix>(Two, TwoFixed);
        test.NumberOfIncrementalIterations = iterations;
        return Failing.WithAsync(() => Run(test), text, "the last one was 'Make upper-case'");
    }

    [Fact]
    public async Task An_upper_bound_is_named()
    {
        const string three = "class [|a|] { } class [|b|] { } class [|c|] { }";
        var test = Test<UpperCaseFix>(three, "class A { } class B { } class C { }");
        test.NumberOfIncrementalIterations = -2;
        await Failing.WithAsync(() => Run(test), "A fix should be applied at most 2 times, but more were offered");
    }

    [Fact]
    public Task A_fix_that_never_gets_done_fails() => Failing.WithAsync(
        () => Run(Test<NeverDoneFix>("class [|a|] { }", "class aa { }")),
        "Context: Stopped after 2 iterations, more than allowed (-1)",
        "-class aa { }\n+class aaa { }");

    [Fact]
    public Task No_fix_may_be_offered_if_the_fixed_code_is_the_test_code() => Failing.WithAsync(
        () => Run(Test<UpperCaseFix>("class [|a|] { }", "class [|a|] { }")),
        "No fix should be offered, but 'Make upper-case' was.");

    [Fact]
    public Task No_fix_may_be_offered_if_the_number_is_zero_and_nothing_is_said_of_the_fixed_code() => Failing.WithAsync(
        () => Run(new CSharpCodeFixTest<LowerCaseTypeAnalyzer, UpperCaseFix, DefaultVerifier>
        {
            TestCode = "class [|a|] { }",
            NumberOfIncrementalIterations = 0,
        }),
        "No fix should be offered");

    [Fact]
    public Task No_fix_passes_where_none_is_expected() => Run(Test<NoFix>("class [|a|] { }", "class [|a|] { }"));

    [Fact]
    public Task A_fix_without_effect_fails_where_none_is_expected() => Failing.WithAsync(
        () => Run(Test<WithoutEffectFix>("class [|a|] { }", "class [|a|] { }")), "No fix should be offered");

    [Fact]
    public Task A_missing_fix_fails() => Failing.WithAsync(
        () => Run(Test<NoFix>("class [|a|] { }", "class A { }")), "-class A { }\n+class a { }");

    [Fact]
    public Task Only_one_diagnostic_is_fixed_if_the_test_says_so()
    {
        var test = Test<UpperCaseFix>(Two, "class A { } class {|T001:b|} { }");
        test.FixedState.MarkupHandling = MarkupMode.Allow;
        test.BatchFixedCode = TwoFixed;
        test.CodeFixTestBehaviors = CodeFixTestBehaviors.FixOne;
        test.NumberOfIncrementalIterations = 1;
        return Run(test);
    }

    [Fact]
    public Task The_index_chooses_an_action()
    {
        var test = Test<MenuFix>("class [|a|] { }", "class A2 { }");
        test.CodeActionIndex = 1;
        return Run(test);
    }

    [Fact]
    public Task The_key_chooses_an_action()
    {
        var test = Test<MenuFix>("class [|a|] { }", "class A2 { }");
        test.CodeActionEquivalenceKey = "Two";
        return Run(test);
    }

    [Fact]
    public Task An_index_and_a_key_must_agree()
    {
        var test = Test<MenuFix>("class [|a|] { }", "class A2 { }");
        test.CodeActionIndex = 0;
        test.CodeActionEquivalenceKey = "Two";
        return Failing.WithAsync(() => Run(test), "has not the key 'Two'", "'One' (key 'One'), 'Two' (key 'Two')");
    }

    [Fact]
    public Task A_further_check_sees_the_applied_action()
    {
        var test = Test<UpperCaseFix>("class [|a|] { }", "class A { }");
        test.CodeActionVerifier = (action, verifier) => verifier.Fail($"{action.Title} with {action.EquivalenceKey}");
        return Failing.WithAsync(() => Run(test), "Make upper-case with Upper");
    }

    private static Task Run<T>(CSharpCodeFixTest<LowerCaseTypeAnalyzer, T, DefaultVerifier> test)
        where T : CodeFixProvider, new() => test.RunAsync();

    private static CSharpCodeFixTest<LowerCaseTypeAnalyzer, T, DefaultVerifier> Test<T>(string code, string fixedCode)
        where T : CodeFixProvider, new() =>
        new() { TestCode = code, FixedCode = fixedCode };

    public sealed class LetterByLetterFix : UpperCaseFix
    {
        protected override SyntaxToken Fix(SyntaxToken name) =>
            name.Text.Length == 1 ? base.Fix(name) : SyntaxFactory.Identifier(name.Text[1..]).WithTriviaFrom(name);
    }

    public sealed class NeverDoneFix : UpperCaseFix
    {
        protected override SyntaxToken Fix(SyntaxToken name) => SyntaxFactory.Identifier(name.Text + "a").WithTriviaFrom(name);
    }

    public sealed class WithoutEffectFix : UpperCaseFix
    {
        protected override Task<Document> FixAsync(Document document, Diagnostic diagnostic, CancellationToken cancellationToken) =>
            Task.FromResult(document);
    }

    public sealed class NoFix : UpperCaseFix
    {
        public override Task RegisterCodeFixesAsync(CodeFixContext context) => Task.CompletedTask;
    }

    public sealed class MenuFix : UpperCaseFix
    {
        public override Task RegisterCodeFixesAsync(CodeFixContext context)
        {
            var diagnostic = context.Diagnostics[0];
            context.RegisterCodeFix(
                CodeAction.Create("Menu", [Create("One", "1"), Create("Two", "2")], isInlinable: false), diagnostic);
            return Task.CompletedTask;

            CodeAction Create(string title, string suffix) => CodeAction.Create(
                title,
                async token =>
                {
                    var root = (await context.Document.GetSyntaxRootAsync(token))!;
                    var name = root.FindToken(diagnostic.Location.SourceSpan.Start);
                    return context.Document.WithSyntaxRoot(
                        root.ReplaceToken(name, SyntaxFactory.Identifier(Upper(name.Text) + suffix).WithTriviaFrom(name)));
                },
                title);
        }
    }
}
