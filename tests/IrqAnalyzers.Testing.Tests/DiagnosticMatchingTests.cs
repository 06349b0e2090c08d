using IrqAnalyzers.Testing.Tests.Fakes;
using IrqAnalyzers.Testing.Tests.Kit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Parts = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    IrqAnalyzers.Testing.Tests.Fakes.TypePartsAnalyzer, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;
using VerifyCS = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    IrqAnalyzers.Testing.Tests.Fakes.LowerCaseTypeAnalyzer, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.Testing.Tests;

public class DiagnosticMatchingTests
{
    private const string OneType = "class {|#0:a|} { }";
    private const string Fields = "class {|#0:A|} { int {|#1:x|}; int {|#2:y|}; }";

    [Fact]
    public Task A_missing_diagnostic_is_named() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class [|A|] { }"),
        "1 diagnostics were expected, 0 were reported",
        "Expected, but not reported:",
        "VerifyCS.Diagnostic().WithSpan(1, 7, 1, 8),",
        "NONE.");

    [Fact]
    public Task An_unexpected_diagnostic_comes_with_the_code_that_expects_it() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class a { }"),
        "0 diagnostics were expected, 1 were reported",
        "Reported, but not expected:",
        "// /0/Test0.cs(1,7): warning T001: Type 'a' starts with a lower-case letter",
        "VerifyCS.Diagnostic().WithSpan(1, 7, 1, 8).WithArguments(\"a\"),");

    [Fact]
    public Task The_code_that_a_failure_suggests_makes_the_test_pass() =>
        VerifyCS.VerifyAnalyzerAsync("class a { }", VerifyCS.Diagnostic().WithSpan(1, 7, 1, 8).WithArguments("a"));

    [Fact]
    public Task The_suggested_code_names_files_and_additional_locations() => Failing.WithAsync(
        () => new CSharpAnalyzerTest<TypePartsAnalyzer, DefaultVerifier>
        {
            TestState = { Sources = { "class B { }", ("/0/Two.cs", "class A { int x; }") } },
        }.RunAsync(),
        """VerifyCS.Diagnostic().WithSpan("/0/Two.cs", 1, 7, 1, 8).WithSpan("/0/Two.cs", 1, 15, 1, 16).WithArguments("A", "1"),""");

    [Fact]
    public Task Only_the_diagnostic_without_a_partner_is_unexpected() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class [|a|] { } class b { } class [|c|] { }"),
        """
        Reported, but not expected:
            // /0/Test0.cs(1,19): warning T001: Type 'b' starts with a lower-case letter
            VerifyCS.Diagnostic().WithSpan(1, 19, 1, 20).WithArguments("b"),

        Diagnostics:
        """);

    [Fact]
    public Task Vague_expectations_leave_the_diagnostics_that_exact_ones_need() => VerifyCS.VerifyAnalyzerAsync(
        "class a<T> { } class b { }",
        new DiagnosticResult(LowerCaseTypeAnalyzer.Rule).WithMessage(null).WithLocation(1, 22),
        VerifyCS.Diagnostic().WithLocation(1, 7).WithArguments("a"));

    [Fact]
    public Task Two_expectations_need_two_diagnostics() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync(OneType, Expected(), Expected()), "2 diagnostics were expected, 1 were reported");

    [Fact]
    public Task A_wrong_place_is_named() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class abc { }", VerifyCS.Diagnostic().WithSpan(1, 8, 1, 9).WithArguments("abc")),
        "Reported otherwise than expected:",
        "start: expected line 1, column 8 but was line 1, column 7",
        "end: expected line 1, column 9 but was line 1, column 10");

    [Fact]
    public Task A_wrong_file_is_named() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class a { }", VerifyCS.Diagnostic().WithSpan("/0/B.cs", 1, 7, 1, 8).WithArguments("a")),
        "file: expected \"/0/B.cs\" but was \"/0/Test0.cs\"");

    [Fact]
    public Task A_missing_location_is_named() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class a { }", VerifyCS.Diagnostic().WithArguments("a")), "location: expected none but was");

    [Fact]
    public Task Wrong_arguments_are_named() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync(OneType, Expected().WithArguments("b")),
        "message: expected \"Type 'b' starts with a lower-case letter\" but was \"Type 'a' starts with a lower-case letter\"");

    [Fact]
    public Task Wrong_arguments_without_a_message_are_named() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync(OneType, new DiagnosticResult("T001", DiagnosticSeverity.Warning).WithLocation(0).WithArguments("b")),
        "message arguments: expected [b] but was [a]");

    [Fact]
    public Task Forgotten_arguments_fail() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync(OneType, VerifyCS.Diagnostic().WithLocation(0)),
        "message: expected \"Type '{0}' starts with a lower-case letter\" but was");

    [Fact]
    public Task A_wrong_message_is_named() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync(OneType, Expected().WithMessage("No")), "message: expected \"No\" but was \"Type 'a'");

    [Fact]
    public Task A_wrong_severity_is_named() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync(OneType, Expected().WithSeverity(DiagnosticSeverity.Error)),
        "severity: expected \"Error\" but was \"Warning\"");

    [Fact]
    public Task A_severity_can_be_ignored() => VerifyCS.VerifyAnalyzerAsync(
        OneType, Expected().WithSeverity(DiagnosticSeverity.Error).WithOptions(DiagnosticOptions.IgnoreSeverity));

    [Fact]
    public Task Additional_locations_are_compared_in_order() =>
        Parts.VerifyAnalyzerAsync(Fields, Parts.Diagnostic().WithLocation(0).WithLocation(1).WithLocation(2).WithArguments("A", 2));

    [Fact]
    public Task Additional_locations_in_another_order_fail() => Failing.WithAsync(
        () => Parts.VerifyAnalyzerAsync(Fields, Parts.Diagnostic().WithLocation(0).WithLocation(2).WithLocation(1).WithArguments("A", 2)),
        "additional location 1, start:",
        "additional location 2, start:");

    [Fact]
    public Task A_wrong_number_of_additional_locations_fails() => Failing.WithAsync(
        () => Parts.VerifyAnalyzerAsync(Fields, Parts.Diagnostic().WithLocation(0).WithLocation(1).WithArguments("A", 2)),
        "additional locations: expected 1 but was 2");

    [Fact]
    public Task Additional_locations_can_be_ignored() => Parts.VerifyAnalyzerAsync(
        Fields,
        Parts.Diagnostic().WithLocation(0).WithArguments("A", 2).WithOptions(DiagnosticOptions.IgnoreAdditionalLocations));

    [Fact]
    public Task A_further_check_sees_every_matched_pair() => Failing.WithAsync(
        () => new CSharpAnalyzerTest<LowerCaseTypeAnalyzer, DefaultVerifier>
        {
            TestCode = "class [|a|] { }",
            DiagnosticVerifier = (actual, expected, verifier) =>
                verifier.Fail($"{actual.Id} {expected.Id} {actual.Descriptor.Category}"),
        }.RunAsync(),
        "T001 T001 Naming");

    private static DiagnosticResult Expected() => VerifyCS.Diagnostic().WithLocation(0).WithArguments("a");
}
