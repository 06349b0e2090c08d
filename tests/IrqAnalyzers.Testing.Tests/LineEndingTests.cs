using IrqAnalyzers.Testing.Tests.Fakes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing.Tests;

public class LineEndingTests
{
    private const string Code = "class [|a|]\n{\n}\n";

    [Fact]
    public Task A_fix_that_leaves_line_ends_alone_passes() =>
        CheckedCodeFixVerifier<LowerCaseTypeAnalyzer, UpperCaseFix>.VerifyCodeFixAsync(Code, "class A\n{\n}\n");

    [Fact]
    public Task A_fix_that_writes_LF_into_a_CRLF_file_fails() => Failing.WithAsync(
        () => CheckedCodeFixVerifier<LowerCaseTypeAnalyzer, LfFix>.VerifyCodeFixAsync(Code, "class A\n\n{\n}\n"),
        "Context: With CRLF line endings",
        "-class A<CR><LF>\n+class A<LF>\n");

    [Fact]
    public Task A_fix_that_writes_CRLF_into_an_LF_file_fails() => Failing.WithAsync(
        () => CheckedCodeFixVerifier<LowerCaseTypeAnalyzer, CrLfFix>.VerifyCodeFixAsync(
            Code.Replace("\n", "\r\n"), "class A\r\n\r\n{\r\n}\r\n"),
        "Context: With LF line endings");

    [Fact]
    public Task The_check_can_be_left_out() => new CheckedCodeFixTest<LowerCaseTypeAnalyzer, LfFix, DefaultVerifier>
    {
        TestCode = Code,
        FixedCode = "class A\n\n{\n}\n",
        ExtraChecks = ExtraChecks.All & ~ExtraChecks.LineEndings,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public async Task The_sources_are_as_before_afterwards()
    {
        var test = new CheckedCodeFixTest<LowerCaseTypeAnalyzer, UpperCaseFix, DefaultVerifier>
        {
            TestCode = Code,
            FixedCode = "class A\n{\n}\n",
        };
        await test.RunAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Code, test.TestState.Sources[0].content.ToString());
    }

    public class LfFix : UpperCaseFix
    {
        protected virtual string LineEnd => "\n";

        protected override SyntaxToken Fix(SyntaxToken name) =>
            base.Fix(name).WithTrailingTrivia(SyntaxFactory.ParseTrailingTrivia(LineEnd).AddRange(name.TrailingTrivia));
    }

    public sealed class CrLfFix : LfFix
    {
        protected override string LineEnd => "\r\n";
    }
}
