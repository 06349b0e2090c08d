using IrqAnalyzers.Testing.Tests.Fakes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing.Tests;

public class CommentTests
{
    [Fact]
    public Task A_fix_that_keeps_comments_passes() => CheckedCodeFixVerifier<LowerCaseTypeAnalyzer, UpperCaseFix>.VerifyCodeFixAsync(
        "/// <summary>Why.</summary>\nclass /* one */ [|a|] /* two */ { } // three\n",
        "/// <summary>Why.</summary>\nclass /* one */ A /* two */ { } // three\n");

    [Fact]
    public Task A_fix_that_loses_a_comment_fails() => Failing.WithAsync(
        () => Test<LosingFix>("class /* one */ A { } // three\n").RunAsync(),
        "Context: Extra checks of the fixed state",
        "The fix changed the comments:",
        "1 time(s) before, 0 time(s) after: /* two */");

    [Fact]
    public Task A_fix_that_doubles_a_comment_fails() => Failing.WithAsync(
        () => Test<DoublingFix>("class /* one */ A /* two *//* two */ { } // three\n").RunAsync(),
        "1 time(s) before, 2 time(s) after: /* two */");

    [Fact]
    public Task The_check_can_be_left_out()
    {
        var test = Test<LosingFix>("class /* one */ A { } // three\n");
        test.ExtraChecks = ExtraChecks.Default & ~ExtraChecks.Comments;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static CheckedCodeFixTest<LowerCaseTypeAnalyzer, T, DefaultVerifier> Test<T>(string fixedCode)
        where T : UpperCaseFix, new() => new()
        {
            TestCode = "class /* one */ [|a|] /* two */ { } // three\n",
            FixedCode = fixedCode,
        };

    public sealed class LosingFix : UpperCaseFix
    {
        protected override SyntaxToken Fix(SyntaxToken name) => base.Fix(name).WithTrailingTrivia(SyntaxFactory.Space);
    }

    public sealed class DoublingFix : UpperCaseFix
    {
        protected override SyntaxToken Fix(SyntaxToken name) =>
            base.Fix(name).WithTrailingTrivia(name.TrailingTrivia.Insert(1, SyntaxFactory.Comment("/* two */")));
    }
}
