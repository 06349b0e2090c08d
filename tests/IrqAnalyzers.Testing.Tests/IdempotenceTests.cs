using IrqAnalyzers.Testing.Tests.Fakes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing.Tests;

public class IdempotenceTests
{
    [Fact]
    public Task A_fix_that_is_done_passes() =>
        CheckedCodeFixVerifier<LowerCaseTypeAnalyzer, UpperCaseFix>.VerifyCodeFixAsync("class [|a|] { }", "class A { }");

    [Fact]
    public Task A_fix_that_is_offered_again_fails() => Failing.WithAsync(
        () => SidewaysTest().RunAsync(),
        "Context: Extra checks of the fixed state",
        "Not idempotent: in the fixed state 'Make upper-case' is offered again",
        "/0/Test0.cs(1,7): warning T001: Type 'b'");

    [Fact]
    public Task With_one_fix_only_more_may_be_left()
    {
        var test = SidewaysTest();
        test.CodeFixTestBehaviors |= CodeFixTestBehaviors.FixOne;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public Task The_check_can_be_left_out()
    {
        var test = SidewaysTest();
        test.ExtraChecks = ExtraChecks.Default & ~ExtraChecks.Idempotence;
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static CheckedCodeFixTest<LowerCaseTypeAnalyzer, SidewaysFix, DefaultVerifier> SidewaysTest() => new()
    {
        TestCode = "class [|a|] { }",
        FixedState = { Sources = { "class {|T001:b|} { }" }, MarkupHandling = MarkupMode.Allow },
        CodeFixTestBehaviors = CodeFixTestBehaviors.SkipFixAllCheck,
        NumberOfIncrementalIterations = 1,
    };

    /// <summary>The name changes, the place does not: the library takes that for the end.</summary>
    public sealed class SidewaysFix : UpperCaseFix
    {
        protected override SyntaxToken Fix(SyntaxToken name) => SyntaxFactory.Identifier("b").WithTriviaFrom(name);
    }
}
