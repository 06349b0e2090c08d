using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>What is inserted around a call: IRQ3001's property, and operations that contracts name.</summary>
public class InsertAroundCallTests
{
    [Fact]
    public Task Drivers_are_held_back_until_the_domain_is_decided() => VerifyAsync(
        """
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        await {|IRQ3001:function.Add()|}; // announced
        function.AssignMsiDomain(dmar.FindMsiDomain(function)); // decided
        await function.Attach();
        """,
        """
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        function.MatchDriver = false;
        await function.Add(); // announced
        function.AssignMsiDomain(dmar.FindMsiDomain(function)); // decided
        function.MatchDriver = true;
        await function.Attach();
        """);

    [Fact]
    public Task What_Add_would_have_bound_is_attached() => VerifyAsync(
        """
        // The notifiers decide.
        await {|IRQ3001:function.Add()|};
        """,
        """
        function.MatchDriver = false;
        // The notifiers decide.
        await function.Add();
        function.MatchDriver = true;
        await function.Attach();
        """);

    [Fact]
    public Task Drivers_are_let_go_behind_a_decision_on_a_branch() => VerifyAsync(
        """
        await {|IRQ3001:function.Add()|};
        if (dmar.FindMsiDomain(function) is { } domain)
        {
            function.AssignMsiDomain(domain);
        }

        await function.Attach();
        """,
        """
        function.MatchDriver = false;
        await function.Add();
        if (dmar.FindMsiDomain(function) is { } domain)
        {
            function.AssignMsiDomain(domain);
        }

        function.MatchDriver = true;

        await function.Attach();
        """);

    [Fact]
    public Task What_lets_drivers_go_already_is_not_repeated() => VerifyAsync(
        """
        await {|IRQ3001:function.Add()|};
        function.MatchDriver = true;
        await function.Attach();
        """,
        """
        function.MatchDriver = false;
        await function.Add();
        function.MatchDriver = true;
        await function.Attach();
        """);

    [Fact]
    public Task In_a_nested_block_and_a_switch_section() => VerifyAsync(
        """
        switch (function.VectorCapacity)
        {
            case 0:
                await {|IRQ3001:function.Add()|};
                break;
            default:
                if (function.IsVirtual)
                {
                    await {|IRQ3001:function.Add()|};
                    await function.Attach();
                }

                break;
        }
        """,
        """
        switch (function.VectorCapacity)
        {
            case 0:
                function.MatchDriver = false;
                await function.Add();
                function.MatchDriver = true;
                await function.Attach();
                break;
            default:
                if (function.IsVirtual)
                {
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                    await function.Attach();
                }

                break;
        }
        """);

    [Theory]
    [InlineData("await {|IRQ3001:function.Add()|};\nif (function.IsVirtual) return;\nfunction.AssignMsiDomain(null);")]
    [InlineData("await {|IRQ3001:function.Add()|};\nfunction.MatchDriver = true;\nfunction.AssignMsiDomain(null);")]
    [InlineData("if (function.IsVirtual) await {|IRQ3001:function.Add()|};\nelse await {|IRQ3001:function.Add()|};")]
    [InlineData("var flow = {|IRQ3001:function.Add()|};\nawait flow;")]
    [InlineData("_ = function.IsVirtual ? {|IRQ3001:function.Add()|} : null;")]
    public Task Nothing_is_held_back_where_it_is_not_clear_when_to_let_go(string body) => RefusedAsync(Models.Host(body));

    [Theory]
    [InlineData("dmar.Register(function);\ntry\n{\n    await {|IRQ3001:function.Add()|};\n}\nfinally\n{\n    function.AssignMsiDomain(null);\n}")]
    [InlineData("if (function.VectorCapacity > 0)\n{\n    await {|IRQ3001:function.Add()|};\n}\n\nfunction.MatchDriver = true;\nawait function.Attach();")]
    public Task Nothing_is_held_back_in_a_block_where_it_goes_on_behind_the_block(string body) => RefusedAsync(Models.Host(body));

    [Fact]
    public Task Nothing_is_held_back_around_a_helper_which_may_count_on_a_driver() => RefusedAsync(Models.Host(
        "await {|IRQ3001:Announce(function)|};", "\nprivate static async Flow Announce(PciFunction function)\n{\n    await function.Add();\n}\n"));

    [Fact]
    public Task The_operation_that_takes_the_fact_back_is_inserted() => VerifyCS.VerifyCodeFixAsync(
        Port("port.Open();\n// done with it\n{|IRQ1006:port.Free()|}; // all of it"),
        Port("port.Open();\nport.Release();\n// done with it\nport.Free(); // all of it"));

    [Fact]
    public Task What_the_inserted_operation_itself_needs_comes_before_it() => VerifyCS.VerifyCodeFixAsync(
        Port("port.Open();\n{|IRQ1006:port.Remove()|};"),
        Port("port.Open();\nport.Release();\nport.Free();\nport.Remove();"));

    [Fact]
    public Task A_statement_without_a_list_gets_a_block() => VerifyCS.VerifyCodeFixAsync(
        Port("port.Open();\nif (port.IsShadow) {|IRQ1006:port.Free()|};"),
        Port("port.Open();\nif (port.IsShadow)\n{\n    port.Release();\n    port.Free();\n}"));

    [Theory]
    [InlineData("if (port.IsShadow) port.Open();\n{|IRQ1006:port.Free()|};")]
    [InlineData("port.Open();\n_ = port.IsShadow && {|IRQ1006:port.FreeAll()|};")]
    public Task Nothing_is_inserted_for_what_is_only_possible_or_happens_only_sometimes(string body) => RefusedAsync(Port(body));

    [Theory]
    [InlineData("if (hold)\n{\n    function.MatchDriver = true;\n    await function.Attach();\n}")]
    [InlineData("function.MatchDriver = true;\nif (hold) await function.Attach();")]
    [InlineData("if (hold) return;\nawait function.Attach();")]
    [InlineData("while (hold) { await function.Attach(); break; }")]
    public Task What_is_attached_on_some_paths_only_is_not_held_back_on_all(string behind) => RefusedAsync(Models.Host(
        "var hold = function.VectorCapacity > 4;\nawait {|IRQ3001:function.Add()|};\n" + behind));

    [Fact]
    public Task What_is_attached_in_a_block_is_attached_on_all_paths() => VerifyAsync(
        """
        await {|IRQ3001:function.Add()|};
        try
        {
            await function.Attach();
        }
        finally
        {
            var done = true;
        }
        """,
        """
        function.MatchDriver = false;
        await function.Add();
        function.MatchDriver = true;
        try
        {
            await function.Attach();
        }
        finally
        {
            var done = true;
        }
        """);

    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(Models.Host(before), Models.Host(after));

    private static Task RefusedAsync(string source) => VerifyCS.VerifyCodeFixAsync(source, source);

    private static string Port(string body) => Models.Usings + $$"""
        public class Port
        {
            public bool IsShadow { get; init; }

            [Ensures(Facts.Bound | Facts.VectorsAllocated)]
            [Footprint(Writes = Slots.Binding)]
            public void Open() { }

            [Revokes(Facts.Bound)]
            [Footprint(Writes = Slots.Binding)]
            public void Release() { }

            [RequiresAbsent(Facts.Bound, Rule = RuleIds.OverrideAfterDefault)]
            [Revokes(Facts.VectorsAllocated)]
            [Footprint(Writes = Slots.Vectors)]
            public void Free() { }

            [RequiresAbsent(Facts.Bound, Rule = RuleIds.OverrideAfterDefault)]
            public bool FreeAll() => true;

            [RequiresAbsent(Facts.VectorsAllocated, Rule = RuleIds.OverrideAfterDefault)]
            public void Remove() { }

            public static void Use(Port port)
            {
                {{body.Replace("\n", "\n        ")}}
            }
        }

        """;
}
