using IrqAnalyzers.Testing.Tests.Fakes;
using IrqAnalyzers.Testing.Tests.Kit;
using VerifyCS = Microsoft.CodeAnalysis.CSharp.Testing.CSharpCodeFixVerifier<
    IrqAnalyzers.Testing.Tests.Fakes.LowerCaseTypeAnalyzer,
    IrqAnalyzers.Testing.Tests.Fakes.UpperCaseFix,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.Testing.Tests;

public class CodeFixTestTests
{
    [Fact]
    public Task All_diagnostics_are_fixed_one_by_one_and_with_Fix_All() =>
        VerifyCS.VerifyCodeFixAsync("class [|a|] { } class [|b|] { }", "class A { } class B { }");

    [Fact]
    public Task A_wrong_result_fails_with_a_difference() => Failing.WithAsync(
        () => VerifyCS.VerifyCodeFixAsync("class [|a|] { }", "class AA { }"),
        "Context: Iterative code fix application",
        "content of '/0/Test0.cs' did not match",
        "-class AA { }\n+class A { }");
}
