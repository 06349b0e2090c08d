using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ1001: the code that changes is the innermost that has both operations.</summary>
public class MovePlaceTests
{
    [Fact]
    public Task An_order_that_is_wrong_in_a_helper_is_put_right_there() => VerifyAsync(
        """
        {|IRQ1001:{|IRQ1001:Decide(function)|}|};
        """,
        """
        Decide(function);
        """,
        """

        private void Decide(PciFunction one)
        {
            one.AssignMsiDomain(dmar.FindMsiDomain(one));
            dmar.Register(one);
        }

        """,
        """

        private void Decide(PciFunction one)
        {
            dmar.Register(one);
            one.AssignMsiDomain(dmar.FindMsiDomain(one));
        }

        """);

    [Fact]
    public Task In_a_nested_block_only_that_block_changes() => VerifyAsync(
        """
        function.MatchDriver = false;
        if (!function.IsVirtual)
        {
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
            await function.Add();
        }
        else
        {
            await function.Add();
        }
        """,
        """
        function.MatchDriver = false;
        if (!function.IsVirtual)
        {
            await function.Add();
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
        }
        else
        {
            await function.Add();
        }
        """);

    [Fact]
    public Task In_a_switch_section_the_section_changes() => VerifyAsync(
        """
        function.MatchDriver = false;
        switch (function.VectorCapacity)
        {
            case 0:
                await function.Add();
                break;
            default:
                {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
                await function.Add();
                break;
        }
        """,
        """
        function.MatchDriver = false;
        switch (function.VectorCapacity)
        {
            case 0:
                await function.Add();
                break;
            default:
                await function.Add();
                function.AssignMsiDomain(dmar.FindMsiDomain(function));
                break;
        }
        """);

    [Fact]
    public Task In_a_lambda_the_body_of_the_lambda_changes() => VerifyCS.VerifyCodeFixAsync(
        Models.Host("await function.Attach();", """

            public System.Func<PciBus, Flow> Bringing => async bus =>
            {
                var function = bus.AddFunction("00.0");
                {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
                function.MatchDriver = false;
                await function.Add();
            };

            """),
        Models.Host("await function.Attach();", """

            public System.Func<PciBus, Flow> Bringing => async bus =>
            {
                var function = bus.AddFunction("00.0");
                function.MatchDriver = false;
                await function.Add();
                function.AssignMsiDomain(dmar.FindMsiDomain(function));
            };

            """));

    [Fact]
    public Task In_a_local_function_the_body_of_the_local_function_changes() => VerifyAsync(
        """
        await Bring(function.Bus);

        async Flow Bring(PciBus bus)
        {
            var other = bus.AddFunction("00.0");
            {|IRQ1001:other.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(other)|})|};
            other.MatchDriver = false;
            await other.Add();
        }
        """,
        """
        await Bring(function.Bus);

        async Flow Bring(PciBus bus)
        {
            var other = bus.AddFunction("00.0");
            other.MatchDriver = false;
            await other.Add();
            other.AssignMsiDomain(dmar.FindMsiDomain(other));
        }
        """);

    [Fact]
    public async Task At_the_top_level_of_a_program_its_statements_change()
    {
        const string Before = """
            using IrqModel;

            var machine = new Machine("board");
            var dmar = new Iommu(machine);
            var function = machine.AddRootBus().AddFunction("00.0");
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
            dmar.Register(function);

            """;
        const string After = """
            using IrqModel;

            var machine = new Machine("board");
            var dmar = new Iommu(machine);
            var function = machine.AddRootBus().AddFunction("00.0");
            dmar.Register(function);
            function.AssignMsiDomain(dmar.FindMsiDomain(function));

            """;
        var test = new FixTest<BringUpFix> { TestCode = Before, FixedCode = After };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task VerifyAsync(string before, string after, string members, string changedMembers) =>
        VerifyCS.VerifyCodeFixAsync(Models.PhysicalHost(before, members), Models.PhysicalHost(after, changedMembers));

    private static Task VerifyAsync(string before, string after, string members = "") =>
        VerifyCS.VerifyCodeFixAsync(Models.PhysicalHost(before, members), Models.PhysicalHost(after, members));
}
