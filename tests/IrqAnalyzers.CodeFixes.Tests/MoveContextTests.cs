using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ1001: in which bodies statements move, and what they cross there.</summary>
[Trait("Suite", "Long")]
public class MoveContextTests
{
    private const string Wrong = "{|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};\nfunction.MatchDriver = false;\nawait function.Add();";
    private const string Right = "function.MatchDriver = false;\nawait function.Add();\nfunction.AssignMsiDomain(dmar.FindMsiDomain(function));";

    [Theory]
    [InlineData("using (new System.IO.MemoryStream())\n{\n", "\n}")]
    [InlineData("try\n{\n", "\n}\nfinally\n{\n    _ = function.IsVirtual;\n}")]
    [InlineData("try\n{\n", "\n}\ncatch (System.InvalidOperationException)\n{\n    throw;\n}")]
    [InlineData("try\n{\n    _ = function.IsVirtual;\n}\nfinally\n{\n", "\n}")]
    [InlineData("checked\n{\n", "\n}")]
    [InlineData("do\n{\n", "\n}\nwhile (false);")]
    [InlineData("{\n", "\n}")]
    public Task In_the_block_of_a_statement(string begin, string end) =>
        VerifyAsync(begin + Indented(Wrong) + end, begin + Indented(Right) + end);

    [Theory]
    [InlineData("for (var round = 0; round < 2; round++)")]
    [InlineData("foreach (var address in new[] { \"00.0\", \"01.0\" })")]
    [InlineData("while (function.VectorCapacity > 0)")]
    public Task In_the_block_of_a_loop(string loop)
    {
        const string Declaration = "\n{\n    var other = function.Bus.AddFunction(\"00.0\");\n";
        return VerifyAsync(
            loop + Declaration + Indented(Wrong).Replace("function", "other") + "\n}",
            loop + Declaration + Indented(Right).Replace("function", "other") + "\n}");
    }

    [Fact]
    public Task In_the_block_of_a_lock() => VerifyCS.VerifyCodeFixAsync(
        Models.Handler("lock (dmar)\n{\n    {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};\n    dmar.Register(function);\n}"),
        Models.Handler("lock (dmar)\n{\n    dmar.Register(function);\n    function.AssignMsiDomain(dmar.FindMsiDomain(function));\n}"));

    [Fact]
    public Task In_the_block_of_a_switch_section() => VerifyAsync(
        "switch (function.VectorCapacity)\n{\n    case 0:\n    {\n" + Indented(Indented(Wrong)) + "\n        break;\n    }\n}",
        "switch (function.VectorCapacity)\n{\n    case 0:\n    {\n" + Indented(Indented(Right)) + "\n        break;\n    }\n}");

    [Theory]
    [InlineData("\npublic PhysicalFunction Fresh\n{\n    get\n    {\n", "\n        return one;\n    }\n}\n")]
    [InlineData("\npublic TestHost(Machine machine, bool isFast) : this(machine)\n{\n    {\n", "\n    }\n}\n")]
    public Task In_an_accessor_and_a_constructor(string begin, string end)
    {
        const string Declaration = "        var one = Machine.AddRootBus().AddFunction(\"00.0\");\n";
        return VerifyCS.VerifyCodeFixAsync(
            Models.Host("await function.Attach();", begin + Declaration + "        {|IRQ1001:one.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(one)|})|};\n        dmar.Register(one);" + end),
            Models.Host("await function.Attach();", begin + Declaration + "        dmar.Register(one);\n        one.AssignMsiDomain(dmar.FindMsiDomain(one));" + end));
    }

    [Fact]
    public Task Behind_a_using_declaration() => VerifyAsync(
        "using var held = new System.IO.MemoryStream();\n" + Wrong, "using var held = new System.IO.MemoryStream();\n" + Right);

    [Fact]
    public Task A_local_function_between_is_crossed() => VerifyAsync(
        """
        {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
        function.MatchDriver = false;
        static bool Never() => false;
        await function.Add();
        function.MatchDriver = !Never();
        """,
        """
        function.MatchDriver = false;
        static bool Never() => false;
        await function.Add();
        function.AssignMsiDomain(dmar.FindMsiDomain(function));
        function.MatchDriver = !Never();
        """);

    [Fact]
    public Task Behind_an_awaited_operation_of_users_with_a_footprint() => VerifyAsync(
        """
        {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
        var address = function.Address;
        await Announce(function);
        _ = address;
        """,
        """
        var address = function.Address;
        await Announce(function);
        function.AssignMsiDomain(dmar.FindMsiDomain(function));
        _ = address;
        """,
        Announcing);

    [Fact]
    public Task An_operation_that_needs_a_result_of_what_moves_makes_a_circle() => RefusedAsync(
        """
        var domain = {|IRQ1001:dmar.FindMsiDomain(function)|};
        var wanted = domain ?? DefaultMsiDomain;
        await Announce(function, wanted);
        """,
        Announcing.Replace("PciFunction one", "PciFunction one, MsiDomain? domain"));

    [Fact]
    public Task An_operation_under_a_jump_out_of_a_loop_stays() => RefusedAsync(
        """
        foreach (var address in new[] { "00.0", "01.0" })
        {
            var other = function.Bus.AddFunction(address);
            {|IRQ1001:other.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(other)|})|};
            if (other.VectorCapacity == 0) continue;
            dmar.Register(other);
        }
        """);

    [Fact]
    public Task Declarations_that_the_enabling_operation_needs_move_up_in_their_order() => VerifyCS.VerifyCodeFixAsync(
        Models.Handler("""
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
            var first = dmar;
            // the same one
            var second = first;
            second.Register(function);
            """),
        Models.Handler("""
            var first = dmar;
            // the same one
            var second = first;
            second.Register(function);
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
            """));

    [Fact]
    public Task An_operation_in_a_try_does_not_move_behind_it() => RefusedAsync(
        """
        try
        {
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
        }
        catch (System.InvalidOperationException)
        {
            throw;
        }

        function.MatchDriver = false;
        await function.Add();
        """);

    [Theory]
    [InlineData("System.Func<PciBus, Flow>", "async ")]
    [InlineData("System.Action<PciBus>", "")]
    public Task At_the_top_level_a_lambda_has_a_list_of_its_own(string type, string modifier)
    {
        return VerifyProgramAsync(
            Bring("{|IRQ1001:one.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(one)|})|};\n    dmar.Register(one);"), Bring("dmar.Register(one);\n    one.AssignMsiDomain(dmar.FindMsiDomain(one));"));

        string Bring(string body) =>
            type + " bring = " + modifier + "bus =>\n{\n    var one = bus.AddFunction(\"00.0\");\n    " + body + "\n};\n_ = bring;";
    }

    [Theory]
    [InlineData("System.Console.WriteLine();")]
    [InlineData("if (machine is null) return;")]
    [InlineData("#pragma warning disable CS0618")]
    public Task At_the_top_level_what_must_not_be_crossed_is_not(string between)
    {
        var source = "{|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};\n" + between + "\ndmar.Register(function);";
        return VerifyProgramAsync(source, source);
    }

    private const string Announcing = """

        [Ensures(Facts.Registered, Subject = "one")]
        [Footprint(Reads = Slots.Everything, Writes = Slots.Everything)]
        private async Flow Announce(PciFunction one) { await Flow.Completed; dmar.Register(one); }

        """;

    private static string Indented(string code) => "    " + code.Replace("\n", "\n    ");

    private static Task VerifyProgramAsync(string before, string after)
    {
        var test = new FixTest<BringUpFix> { TestCode = Program(before), FixedCode = Program(after) };
        test.TestState.OutputKind = Microsoft.CodeAnalysis.OutputKind.ConsoleApplication;
        return test.RunAsync(TestContext.Current.CancellationToken);

        static string Program(string statements) =>
            "using IrqModel;\n\nvar machine = new Machine(\"board\");\nvar dmar = new Iommu(machine);\n"
            + "var function = machine.AddRootBus().AddFunction(\"00.0\");\n" + statements + "\n";
    }

    private static Task RefusedAsync(string body, string members = "") => VerifyAsync(body, body, members);

    private static Task VerifyAsync(string before, string after, string members = "") =>
        VerifyCS.VerifyCodeFixAsync(Models.PhysicalHost(before, members), Models.PhysicalHost(after, members));
}
