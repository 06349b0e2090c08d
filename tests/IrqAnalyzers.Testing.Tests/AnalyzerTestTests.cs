using IrqAnalyzers.Testing.Tests.Fakes;
using IrqAnalyzers.Testing.Tests.Kit;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    IrqAnalyzers.Testing.Tests.Fakes.LowerCaseTypeAnalyzer, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.Testing.Tests;

public class AnalyzerTestTests
{
    [Fact]
    public Task Markup_without_a_name_expects_the_only_diagnostic() =>
        VerifyCS.VerifyAnalyzerAsync("class [|a|] { } class B { }");

    [Fact]
    public Task A_missing_diagnostic_fails_and_is_named() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class [|A|] { }"),
        "expected \"1\" actual \"0\"",
        "Expected, but not reported:",
        "VerifyCS.Diagnostic().WithSpan(1, 7, 1, 8)",
        "NONE.");

    [Fact]
    public Task An_unexpected_diagnostic_fails_with_the_code_that_would_expect_it() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class a { }"),
        "expected \"0\" actual \"1\"",
        "// /0/Test0.cs(1,7): warning T001: Type 'a' starts with a lower-case letter",
        "VerifyCS.Diagnostic().WithSpan(1, 7, 1, 8).WithArguments(\"a\"),");
}
