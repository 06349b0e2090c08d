using IrqAnalyzers.Testing;
using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Tests;

/// <summary>The test library's checks: exact places, <c>#pragma</c>, severities, arguments.</summary>
public class Markup
{
    [Fact]
    public Task The_whole_invocation_is_underlined_without_the_await() => VerifyAsync(
        Model.Host("await {|IRQ3001:function.Add()|};"));

    [Fact]
    public Task Two_findings_in_one_statement_have_their_own_places() => VerifyAsync(
        Model.Host("{|IRQ1001:function.AssignMsiDomain({|IRQ1001:iommu.FindMsiDomain(function)|} ?? DefaultMsiDomain)|};"));

    [Fact]
    public Task The_return_that_leaves_a_virtual_function_is_underlined() => VerifyAsync(
        Model.Notifier("if (function.IsVirtual) {|IRQ2001:return;|} iommu.Register(function);"));

    [Fact]
    public Task The_name_is_underlined_where_control_falls_off_the_end() => VerifyAsync("""
        public class N : IommuNotifier
        {
            protected override async Flow {|IRQ2001:OnDeviceAdded|}(PciFunction function) { }
        }
        """);

    [Fact]
    public Task A_helper_in_another_class_is_followed_across_files() => VerifyAsync(
        Model.Host("{|IRQ1001:Helper.Decide(function)|};"),
        "public static class Helper { public static void Decide(PciFunction f) => f.AssignMsiDomain(null); }");

    [Fact]
    public Task A_call_chain_beyond_the_limit_is_said_to_be_incomplete() => VerifyAsync(
        "public static class Chain { public static void C0(PciFunction f) => f.AssignMsiDomain(null); "
        + string.Join(" ", Enumerable.Range(1, 42).Select(index =>
            $"public static void {(index > 40 ? $"{{|IRQ9001:C{index}|}}" : $"C{index}")}(PciFunction f) => C{index - 1}(f);")) + " }");

    private static Task VerifyAsync(params string[] models)
    {
        var test = new CheckedAnalyzerTest<BringUpAnalyzer, DefaultVerifier>();
        foreach (var model in models) test.TestState.Sources.Add(Model.Source(model));
        test.TestState.AdditionalReferences.Add(Model.Dsl);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
