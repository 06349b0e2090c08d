using IrqAnalyzers.Testing.Tests.Kit;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;
using IrqAnalyzers.Testing.Tests.Fakes;
using VerifyCS = Microsoft.CodeAnalysis.CSharp.Testing.CSharpAnalyzerVerifier<
    IrqAnalyzers.Testing.Tests.Fakes.LowerCaseTypeAnalyzer, Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.Testing.Tests;

public class MarkupTests
{
    [Fact]
    public void Spans_nest_and_positions_are_removed()
    {
        TestFileMarkupParser.GetPositionsAndSpans("a[|b{|X:c$$|}[||]d|]e", out var code, out var positions, out var spans);

        Assert.Equal("abcde", code);
        Assert.Equal([3], positions);
        Assert.Equal([new TextSpan(1, 3), new TextSpan(3, 0)], spans[""]);
        Assert.Equal([new TextSpan(2, 1)], spans["X"]);
    }

    [Fact]
    public void Numbered_ends_let_spans_overlap()
    {
        TestFileMarkupParser.GetPositionsAndSpans("a{|#0:b{|#1:c|#0}d|#1}e", out var code, out _, out var spans);

        Assert.Equal("abcde", code);
        Assert.Equal([new TextSpan(1, 2)], spans["#0"]);
        Assert.Equal([new TextSpan(2, 2)], spans["#1"]);
    }

    [Theory]
    [InlineData("a[|b", "'[|' is never closed")]
    [InlineData("a{|X:b", "'{|X:' is never closed")]
    [InlineData("ab|]", "'|]' at offset 2 closes nothing")]
    [InlineData("[|ab|}", "'|}' at offset 4 closes nothing")]
    public void Wrong_markup_is_named(string source, string message)
    {
        var mistake = Assert.Throws<ArgumentException>(() =>
            TestFileMarkupParser.GetPositionsAndSpans(source, out _, out _, out _));
        Assert.Contains(message, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public Task Wrong_markup_of_a_test_names_the_file() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class [|a { }"), "The markup of '/0/Test0.cs' is wrong", "'[|' is never closed");

    [Fact]
    public Task A_span_without_a_name_expects_the_only_diagnostic() =>
        VerifyCS.VerifyAnalyzerAsync("class [|a|] { } class B { }");

    [Fact]
    public Task A_named_span_expects_that_diagnostic() => VerifyCS.VerifyAnalyzerAsync("class {|T001:a|} { } class B : {|CS0246:C|} { }");

    [Fact]
    public Task A_named_span_fails_for_another_diagnostic() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class {|T002:a|} { }"), "ID: expected \"T002\" but was \"T001\"");

    [Fact]
    public Task A_position_expects_a_diagnostic_that_starts_there() => VerifyCS.VerifyAnalyzerAsync("class $$abc { }");

    [Fact]
    public Task A_position_fails_for_a_diagnostic_elsewhere() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class a$$bc { }"), "start: expected line 1, column 8 but was line 1, column 7");

    [Fact]
    public Task Positions_can_be_code() => new CSharpAnalyzerTest<LowerCaseTypeAnalyzer, DefaultVerifier>
    {
        TestCode = """"class [|a|] { string s = $$"""{{1}}"""; }"""",
        MarkupOptions = MarkupOptions.TreatPositionIndicatorsAsCode,
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_numbered_span_is_a_location_of_an_expected_diagnostic() =>
        VerifyCS.VerifyAnalyzerAsync("class {|#0:a|} { }", VerifyCS.Diagnostic().WithLocation(0).WithArguments("a"));

    [Fact]
    public Task A_number_without_a_span_is_named() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class {|#0:a|} { }", VerifyCS.Diagnostic().WithLocation(1).WithArguments("a")),
        "names the location #1, but no source has '{|#1:..|}'");

    [Fact]
    public Task A_number_used_twice_is_named() => Failing.WithAsync(
        () => VerifyCS.VerifyAnalyzerAsync("class {|#0:a|} { } class {|#0:b|} { }"), "more than one span '{|#0:'");

    [Fact]
    public Task Markup_is_code_if_the_test_says_so() => Failing.WithAsync(
        () => new CSharpAnalyzerTest<LowerCaseTypeAnalyzer, DefaultVerifier>
        {
            TestState = { Sources = { "class [|A|] { }" }, MarkupHandling = MarkupMode.None },
        }.RunAsync(),
        "error CS1001");

    [Fact]
    public Task Ignored_markup_expects_nothing() => new CSharpAnalyzerTest<LowerCaseTypeAnalyzer, DefaultVerifier>
    {
        TestState = { Sources = { "class [|A|] { }" }, MarkupHandling = MarkupMode.Ignore },
    }.RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task A_span_without_a_name_needs_an_analyzer_with_one_diagnostic() => Failing.WithAsync(
        () => new TwoRules { TestCode = "class [|a|] { }" }.RunAsync(),
        "need an analyzer with exactly one descriptor");

    [Fact]
    public Task The_first_of_several_descriptors_can_be_meant() => new TwoRules
    {
        TestCode = "class [|a|] { }",
        MarkupOptions = MarkupOptions.UseFirstDescriptor,
        TestBehaviors = TestBehaviors.SkipSuppressionCheck,
    }.RunAsync(TestContext.Current.CancellationToken);

    private sealed class TwoRules : CSharpAnalyzerTest<PragmaAnalyzer, DefaultVerifier>;
}
