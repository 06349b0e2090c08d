using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ1001: when no move is offered.</summary>
public class MoveRefusalTests
{
    private const string Assign = "{|IRQ1001:function.AssignMsiDomain(null)|};\n";
    private const string HoldAndAdd = "function.MatchDriver = false;\nawait function.Add();";

    [Fact]
    public Task Without_an_operation_that_registers() => RefusedAsync(Assign + "function.MatchDriver = false;");

    [Fact]
    public Task When_the_registering_operation_may_not_run() => RefusedAsync(
        Assign + "if (function.VectorCapacity > 0) dmar.Register(function);");

    [Fact]
    public Task When_another_function_is_registered() => RefusedAsync(
        "var other = function.Bus.AddFunction(\"00.0\");\n" + Assign + "dmar.Register(other);");

    [Fact]
    public Task When_the_move_would_let_a_driver_bind_too_early() => RefusedAsync(Assign + "await function.Add();");

    [Fact]
    public Task When_the_driver_is_free_to_bind_again_before_the_move_ends() => RefusedAsync(
        Assign + "function.MatchDriver = false;\nfunction.MatchDriver = true;\nawait function.Add();");

    [Theory]
    [InlineData("if (function.VectorCapacity == 0) return;")]
    [InlineData("if (function.VectorCapacity == 0) throw new System.InvalidOperationException();")]
    public Task When_an_exit_lies_between(string exit) => RefusedAsync(Assign + exit + "\n" + HoldAndAdd);

    [Fact]
    public Task When_a_label_lies_between() => RefusedAsync(
        Assign + "again:\nfunction.MatchDriver = false;\nif (function.MatchDriver) goto again;\nawait function.Add();");

    [Fact]
    public Task When_a_call_with_unknown_effects_lies_between() => RefusedAsync(
        Assign + "System.Console.WriteLine();\n" + HoldAndAdd);

    [Theory]
    [InlineData("lock (dmar) { }")]
    [InlineData("try { } finally { }")]
    [InlineData("using (new System.IO.MemoryStream()) { }")]
    [InlineData("foreach (var one in new int[1]) { }")]
    [InlineData("await Flow.Completed;")]
    [InlineData("_ = function.IsVirtual ? 1 : throw new System.InvalidOperationException();")]
    [InlineData("var (first, second) = (function, new System.Text.StringBuilder().Append('a'));")]
    [InlineData("dynamic loose = function; loose.Go();")]
    public Task When_a_statement_whose_effects_are_not_known_lies_between(string between) => RefusedAsync(Assign + between + "\n" + HoldAndAdd);

    [Fact]
    public Task When_the_moved_operation_takes_something_with_unknown_effects() => RefusedAsync(
        "{|IRQ1001:function.AssignMsiDomain(Choose())|};\n" + HoldAndAdd, "private MsiDomain? Choose() { System.Console.WriteLine(); return null; }\n");

    [Fact]
    public Task When_the_moved_operation_reads_a_field_that_can_change() => RefusedAsync(
        "{|IRQ1001:function.AssignMsiDomain(chosen)|};\n" + HoldAndAdd, "private MsiDomain? chosen = null;\n");

    [Fact]
    public Task When_a_property_without_a_footprint_is_read() => RefusedAsync(
        "{|IRQ1001:function.AssignMsiDomain(function.Bus.Machine.ToString() == null ? null : DefaultMsiDomain)|};\n" + HoldAndAdd);

    [Fact]
    public Task When_another_operation_is_awaited_between() => RefusedAsync(
        Assign + "function.MatchDriver = false;\nawait function.Attach();\nawait function.Add();");

    [Fact]
    public Task When_the_domain_is_touched_between() => RefusedAsync(
        Assign + "function.SetDefaultMsiDomain(null);\n" + HoldAndAdd);

    [Fact]
    public Task When_what_was_looked_up_is_used_between_by_something_that_cannot_move() => RefusedAsync(
        "var domain = {|IRQ1001:dmar.FindMsiDomain(function)|};\nSystem.Console.WriteLine(domain);\n" + HoldAndAdd);

    [Fact]
    public Task When_the_moved_statement_reads_a_local_that_changes_between() => RefusedAsync(
        "var domain = DefaultMsiDomain;\n{|IRQ1001:function.AssignMsiDomain(domain)|};\ndomain = null;\n"
        + "function.MatchDriver = domain is not null;\nawait function.Add();");

    [Fact]
    public Task When_the_subject_is_assigned_between() => RefusedAsync(
        Assign + "function = function.Bus.AddFunction(\"00.0\");\n" + HoldAndAdd);

    [Fact]
    public Task When_the_subject_is_a_field_that_can_change() => RefusedAsync(
        "current = function.Bus.AddFunction(\"00.0\");\n{|IRQ1001:current.AssignMsiDomain(null)|};\ncurrent.MatchDriver = false;\nawait current.Add();",
        "private PciFunction? current;\n");

    [Fact]
    public Task When_a_using_declaration_lies_between() => RefusedAsync(
        Assign + "using var held = new System.IO.MemoryStream();\n" + HoldAndAdd);

    [Fact]
    public Task When_a_ref_local_lies_between() => RefusedAsync(
        "await function.Attach();",
        """
        private void Bring([ArrivesWithout(Facts.All)] PciFunction function)
        {
            {|IRQ1001:function.AssignMsiDomain(null)|};
            var flag = false;
            ref var alias = ref flag;
            function.MatchDriver = alias;
            dmar.Register(function);
            alias = function.MatchDriver;
        }

        """);

    [Fact]
    public Task When_a_pattern_variable_is_used_later() => RefusedAsync(
        "if ({|IRQ1001:dmar.FindMsiDomain(function)|} is not { } domain) { domain = DefaultMsiDomain!; }\n"
        + HoldAndAdd + "\nfunction.AssignMsiDomain(domain);");

    [Fact]
    public Task When_a_lambda_changes_a_local_that_is_read() => RefusedAsync(
        "MsiDomain? domain = null;\nSystem.Action change = () => domain = DefaultMsiDomain;\nchange();\n"
        + "{|IRQ1001:function.AssignMsiDomain(domain)|};\n" + HoldAndAdd);

    [Fact]
    public Task When_the_operation_is_returned() => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier(Returned), Models.Notifier(Returned));

    [Fact]
    public Task When_the_body_is_an_expression()
    {
        var source = Models.Host("await function.Attach();",
            "private static System.Action<PciBus> Bring => bus => {|IRQ1001:bus.AddFunction(\"00.0\").AssignMsiDomain(null)|};\n");
        return VerifyCS.VerifyCodeFixAsync(source, source);
    }

    [Fact]
    public Task When_a_part_that_is_crossed_does_not_compile() => RefusedAsync(
        Assign + "function.MatchDriver = {|CS0103:missing|};\nawait function.Add();");

    private const string Returned = """
        protected override Flow OnDeviceAdded(PciFunction function)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();
                return Flow.Completed;
            }

            Look(function);
            return Flow.Completed;
        }

        private MsiDomain? Look([ArrivesWithout(Facts.All)] PciFunction function)
        {
            return {|IRQ1001:dmar.FindMsiDomain(function)|};
            dmar.Register(function);
        }
        """;

    private static Task RefusedAsync(string body, string members = "") =>
        VerifyCS.VerifyCodeFixAsync(Models.Host(body, members), Models.Host(body, members));
}
