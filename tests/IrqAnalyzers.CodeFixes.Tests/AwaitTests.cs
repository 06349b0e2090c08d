using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.AwaitFlowFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.AwaitFlowFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ9003: awaits what was started. The kit compares Fix All with fixing one by one.</summary>
public class AwaitTests
{
    [Fact]
    public Task A_statement_is_awaited() => VerifyCS.VerifyCodeFixAsync(
        Models.Host("// Now.\n{|IRQ9003:function.Attach()|}; // later"),
        Models.Host("// Now.\nawait function.Attach(); // later"));

    [Fact]
    public Task All_statements_are_awaited() => VerifyCS.VerifyCodeFixAsync(
        Models.Host("{|IRQ9003:function.Attach()|};\nif (function.IsVirtual) {|IRQ9003:function.Remove()|};\nelse {|IRQ9003:function.Attach()|};"),
        Models.Host("await function.Attach();\nif (function.IsVirtual) await function.Remove();\nelse await function.Attach();"));

    [Fact]
    public Task A_method_that_returns_a_flow_that_has_ended_becomes_asynchronous() => VerifyCS.VerifyCodeFixAsync(
        Models.Host("await Start(function);", "private Flow Start(PciFunction one)\n{\n    if (one.IsVirtual) return Flow.Completed;\n    {|IRQ9003:one.Attach()|};\n    return Flow.Completed;\n}\n"),
        Models.Host("await Start(function);", "private async Flow Start(PciFunction one)\n{\n    if (one.IsVirtual) return;\n    await one.Attach();\n}\n"));

    [Fact]
    public Task A_local_function_and_a_lambda_become_asynchronous() => VerifyCS.VerifyCodeFixAsync(
        Models.Host("await Start();\nSystem.Func<Flow> start = () => { {|IRQ9003:function.Attach()|}; return Flow.Completed; };\nawait start();\nFlow Start() { {|IRQ9003:function.Attach()|}; return Flow.Completed; }"),
        Models.Host("await Start();\nSystem.Func<Flow> start = async () => { await function.Attach(); };\nawait start();\nasync Flow Start() { await function.Attach(); }"));

    [Theory]
    [InlineData("private void Start(PciFunction one) { {|IRQ9003:one.Attach()|}; }\n")]
    [InlineData("private Flow Start(PciFunction one) { {|IRQ9003:one.Attach()|}; return one.Attach(); }\n")]
    [InlineData("private async Flow Start(PciFunction? one) { one?{|IRQ9003:.Attach()|}; await Flow.Completed; }\n")]
    [InlineData("private async Flow Start(PciFunction one) { lock (one) { {|IRQ9003:one.Attach()|}; } await Flow.Completed; }\n")]
    [InlineData("private async Flow Start(PciFunction one) { var flow = {|IRQ9003:one.Attach()|}; await Flow.Completed; }\n")]
    public Task Where_more_would_have_to_change_nothing_is_offered(string member)
    {
        var model = Models.Host("await function.Attach();", member);
        return VerifyCS.VerifyCodeFixAsync(model, model);
    }
}
