using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>A fix leaves the text that a person would write: nothing twice, nothing that is known already, in the layout of the file.</summary>
[Trait("Suite", "Long")]
public class ResultTextTests
{
    [Fact]
    public Task What_is_missing_twice_is_inserted_once() => DriverAsync(
        "if (function.ReserveVectors(2) == 0) return;\n{|IRQ1004:function.EnableMsi()|};\n{|IRQ1004:function.UnmaskVectors()|};\nfunction.RequestInterrupts();",
        "if (function.ReserveVectors(2) == 0) return;\nfunction.WriteMessages();\nfunction.EnableMsi();\nfunction.UnmaskVectors();\nfunction.RequestInterrupts();");

    [Fact]
    public Task The_operation_that_a_rule_names_is_inserted_and_not_another_that_does_it_too() => DriverAsync(
        "if (function.AllocateVectors(2) == 0) return;\n{|IRQ4003:function.ClearEntries()|};\nfunction.FreeVectors();",
        "if (function.AllocateVectors(2) == 0) return;\nfunction.DisableMsi();\nfunction.ClearEntries();\nfunction.FreeVectors();");

    [Fact]
    public Task The_same_operation_a_second_time_is_no_reason_not_to_insert_what_is_missing() => DriverAsync(
        "if (function.AllocateVectors(2) == 0) return;\nfunction.RequestInterrupts();\n{|IRQ4001:function.FreeVectors()|};\nif (function.AllocateVectors(2) > 0) function.FreeVectors();",
        "if (function.AllocateVectors(2) == 0) return;\nfunction.RequestInterrupts();\nfunction.ReleaseInterrupts();\nfunction.FreeVectors();\nif (function.AllocateVectors(2) > 0) function.FreeVectors();");

    [Fact]
    public Task A_branch_for_one_kind_does_not_ask_for_it_again() => DriverAsync(
        """
        if (function.AllocateVectors(2) == 0) return;
        function.RequestInterrupts();
        if (function.IsVirtual)
        {
            {|IRQ4001:function.FreeVectors()|};
        }
        else
        {
            {|IRQ4001:function.FreeVectors()|}; // all others
        }
        """,
        """
        if (function.AllocateVectors(2) == 0) return;
        function.RequestInterrupts();
        if (function.IsVirtual)
        {
            function.ReleaseInterrupts();
            function.FreeVectors();
        }
        else
        {
            function.ReleaseInterrupts();
            function.FreeVectors(); // all others
        }
        """);

    [Fact]
    public Task A_call_moves_into_the_branch_that_does_what_it_waits_for() => DriverAsync(
        """
        var count = function.ReserveVectors(2);

        // Now it may send.
        {|IRQ1004:function.EnableMsi()|};
        if (count > 0)
        {
            function.WriteMessages();
            function.RequestInterrupts();
        }
        """,
        """
        var count = function.ReserveVectors(2);

        if (count > 0)
        {
            function.WriteMessages();
            // Now it may send.
            function.EnableMsi();
            function.RequestInterrupts();
        }
        """);

    [Fact]
    public Task A_property_is_not_set_twice_in_a_row() => VerifyAllAsync(
        Models.Host("function.SetDefaultMsiDomain(DefaultMsiDomain);\nfunction.MatchDriver = false;\nawait function.Add();\nif (function.VectorCapacity == 0)\n{\n    function.MatchDriver = false;\n    {|IRQ3002:return;|}\n}\n\nfunction.MatchDriver = true;\nawait function.Attach();"),
        Models.Host("function.SetDefaultMsiDomain(DefaultMsiDomain);\nfunction.MatchDriver = false;\nawait function.Add();\nif (function.VectorCapacity == 0)\n{\n    function.MatchDriver = true;\n    return;\n}\n\nfunction.MatchDriver = true;\nawait function.Attach();"));

    [Fact]
    public Task A_branch_that_is_there_gets_the_call() => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier("""
            protected override async Flow {|IRQ2001:OnDeviceAdded|}(PciFunction function)
            {
                if (function.IsVirtual)
                {
                    // ask the PF
                }
                else
                {
                    dmar.Register(function);
                }
            }
            """),
        Models.Notifier("""
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual)
                {
                    // ask the PF
                    function.InheritMsiDomain();
                }
                else
                {
                    dmar.Register(function);
                }
            }
            """));

    [Fact]
    public Task The_lines_of_an_expression_go_with_it() => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier("""
            protected override Flow OnDeviceAdded(PciFunction function) => {|IRQ2001:function switch
            {
                VirtualFunction => Flow.Completed,
                _ => Physical(function),
            }|};

            private async Flow Physical(PciFunction function) => dmar.Register(function);
            """),
        Models.Notifier("""
            protected override Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual)
                {
                    function.InheritMsiDomain();
                }

                return function switch
                {
                    VirtualFunction => Flow.Completed,
                    _ => Physical(function),
                };
            }

            private async Flow Physical(PciFunction function) => dmar.Register(function);
            """));

    [Fact]
    public Task An_inserted_call_has_the_indentation_of_the_code_and_not_of_a_comment() => DriverAsync(
        "if (function.ReserveVectors(2) == 0) return;\n  // function.MaskVectors();\n{|IRQ1004:function.EnableMsi()|};\nfunction.RequestInterrupts();",
        "if (function.ReserveVectors(2) == 0) return;\nfunction.WriteMessages();\n  // function.MaskVectors();\nfunction.EnableMsi();\nfunction.RequestInterrupts();");

    [Fact]
    public Task Several_steps_that_are_missing_at_an_exit_are_inserted_together() => VerifyAllAsync(
        Unbinding(" {|IRQ4002:return;|}"), Unbinding("\n        {\n            function.ReleaseInterrupts();\n            function.FreeVectors();\n            return;\n        }\n"));

    [Theory]
    [InlineData("if (function.HasVectors) System.Console.WriteLine();")]
    [InlineData("System.Console.WriteLine(function.Driver);")]
    [InlineData("Look(function);")]
    public Task What_would_be_read_too_early_keeps_an_operation_from_being_held_back(string reader)
    {
        var source = Models.Host(
            $"await {{|IRQ3001:function.Add()|}};\n{reader}\nif (!function.IsVirtual) function.AssignMsiDomain(dmar.FindMsiDomain(function));",
            "\nprivate static void Look(PciFunction one) => System.Console.WriteLine(one.HasVectors);\n");
        return VerifyCS.VerifyCodeFixAsync(source, source);
    }

    private static Task DriverAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(Driver(before), Driver(after));

    private static Task VerifyAllAsync(string before, string after)
    {
        var test = new FixTest<BringUpFix> { TestCode = before, FixedCode = after };
        test.DisabledDiagnostics.Clear();
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static string Driver(string probe) => Models.Usings + $$"""
        public class TestDriver : PciDriver
        {
            public TestDriver() : base("test") { }

            public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

            protected override async Flow Probe(PciFunction function)
            {
                {{probe.Replace("\n", "\n        ", StringComparison.Ordinal)}}
            }
        }

        """;

    private static string Unbinding(string exit) => Models.Usings + $$"""
        public class TestDriver : PciDriver
        {
            private readonly bool keeps;

            public TestDriver(bool keeps) : base("test") { this.keeps = keeps; }

            public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

            protected override async Flow Probe(PciFunction function)
            {
                if (function.AllocateVectors(1) == 0) return;
                function.RequestInterrupts();
                if (keeps)
                {
                    await Release(function);
                }
            }

            private static async Flow Release([ArrivesWith(Facts.VectorsAllocated | Facts.InterruptsRequested)] [LeavesWithout(Facts.VectorsAllocated, Rule = RuleIds.RemovedWithVectors)] PciFunction function)
            {
                if (function.VectorCapacity == 1){{exit}}
                function.ReleaseInterrupts();
                function.FreeVectors();
            }
        }

        """;
}
