using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ2001: what is inserted, and where.</summary>
public class InsertTests
{
    [Fact]
    public Task Before_a_return_in_a_block() => VerifyAsync(
        """
        if (function.IsVirtual)
        {
            {|IRQ2001:return;|}
        }

        dmar.Register(function);
        """,
        """
        if (function.IsVirtual)
        {
            function.InheritMsiDomain();
            return;
        }

        dmar.Register(function);
        """);

    [Fact]
    public Task A_test_for_the_PF_is_understood() => VerifyAsync(
        """
        if (function.PhysicalFunction is not null) {|IRQ2001:return;|}

        dmar.Register(function);
        """,
        """
        if (function.PhysicalFunction is not null)
        {
            function.InheritMsiDomain();
            return;
        }

        dmar.Register(function);
        """);

    [Fact]
    public Task With_a_guard_where_other_functions_leave_as_well() => VerifyAsync(
        """
        if (function.MsixTableSize == 0) {|IRQ2001:return;|}
        dmar.Register(function);
        """,
        """
        if (function.MsixTableSize == 0)
        {
            if (function.IsVirtual) function.InheritMsiDomain();
            return;
        }

        dmar.Register(function);
        """);

    [Fact]
    public Task With_braces_around_the_guard_where_the_file_has_them() => VerifyAsync(
        """
        if (function.MsixTableSize == 0)
        {
            {|IRQ2001:return;|}
        }

        dmar.Register(function);
        """,
        """
        if (function.MsixTableSize == 0)
        {
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();
            }

            return;
        }

        dmar.Register(function);
        """);

    [Fact]
    public Task Behind_an_early_exit_of_PFs_no_guard_is_needed() => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier("""
            protected override async Flow {|IRQ2001:OnDeviceAdded|}(PciFunction function)
            {
                if (!function.IsVirtual)
                {
                    dmar.Register(function);
                    return;
                }

                function.MatchDriver = true;
            }
            """),
        Models.Notifier("""
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (!function.IsVirtual)
                {
                    dmar.Register(function);
                    return;
                }

                function.MatchDriver = true;
                function.InheritMsiDomain();
            }
            """));

    [Fact]
    public Task At_the_end_of_a_body_with_a_guard() => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier("""
            protected override async Flow {|IRQ2001:OnDeviceAdded|}(PciFunction function)
            {
                if (!function.IsVirtual) dmar.Register(function);
            }
            """),
        Models.Notifier("""
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (!function.IsVirtual) dmar.Register(function);
                if (function.IsVirtual) function.InheritMsiDomain();
            }
            """));

    [Fact]
    public Task As_the_other_branch_of_a_test_of_the_kind() => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier("""
            protected override async Flow {|IRQ2001:OnDeviceAdded|}(PciFunction function)
            {
                if (!function.IsVirtual)
                {
                    dmar.Register(function);
                }
            }
            """),
        Models.Notifier("""
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (!function.IsVirtual)
                {
                    dmar.Register(function);
                }
                else
                {
                    function.InheritMsiDomain();
                }
            }
            """));

    [Theory]
    [InlineData("{\n}")]
    [InlineData("{ }")]
    public Task Into_an_empty_body(string body) => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier("protected override async Flow {|IRQ2001:OnDeviceAdded|}(PciFunction function)\n" + body),
        Models.Notifier("""
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual)
                {
                    function.InheritMsiDomain();
                }
            }
            """));

    [Fact]
    public Task Before_a_completed_flow_is_returned() => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier("""
            protected override Flow OnDeviceAdded(PciFunction function)
            {
                if (!function.IsVirtual) dmar.Register(function);
                {|IRQ2001:return Flow.Completed;|}
            }
            """),
        Models.Notifier("""
            protected override Flow OnDeviceAdded(PciFunction function)
            {
                if (!function.IsVirtual) dmar.Register(function);
                if (function.IsVirtual) function.InheritMsiDomain();
                return Flow.Completed;
            }
            """));

    [Fact]
    public Task An_expression_that_returns_a_flow_becomes_a_block() => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier("protected override Flow OnDeviceAdded(PciFunction function) => {|IRQ2001:Flow.Completed|};"),
        Models.Notifier("""
            protected override Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual)
                {
                    function.InheritMsiDomain();
                }

                return Flow.Completed;
            }
            """));

    [Fact]
    public Task An_asynchronous_expression_becomes_a_block() => VerifyCS.VerifyCodeFixAsync(
        Models.Notifier("""
            protected override async Flow {|IRQ2001:OnDeviceAdded|}(PciFunction function) =>
                // nothing to decide
                function.MatchDriver = true; // may bind
            """),
        Models.Notifier("""
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                // nothing to decide
                function.MatchDriver = true; // may bind
                if (function.IsVirtual)
                {
                    function.InheritMsiDomain();
                }
            }
            """));

    [Fact]
    public Task A_parameter_that_is_always_a_VF_needs_no_guard() => VerifyCS.VerifyCodeFixAsync(
        Own("VirtualFunction", "{\n        {|IRQ2001:return;|}\n    }"),
        Own("VirtualFunction", "{\n        function.InheritMsiDomain();\n        return;\n    }"));

    [Fact]
    public Task A_contract_of_the_users_own_is_served() => VerifyCS.VerifyCodeFixAsync(
        Models.Usings + OwnContract("{|IRQ2001:return;|}"),
        Models.Usings + OwnContract("@event.Adopt();\n            return;", braces: true));

    [Fact]
    public Task In_a_switch_section() => VerifyAsync(
        """
        switch (function.MsixTableSize)
        {
            case 0:
                {|IRQ2001:return;|}
            default:
                dmar.Register(function);
                break;
        }
        """,
        """
        switch (function.MsixTableSize)
        {
            case 0:
                if (function.IsVirtual)
                {
                    function.InheritMsiDomain();
                }

                return;
            default:
                dmar.Register(function);
                break;
        }
        """);

    [Fact]
    public Task In_an_else_branch() => VerifyAsync(
        """
        if (!function.IsVirtual) dmar.Register(function);
        else {|IRQ2001:return;|}

        function.MatchDriver = true;
        """,
        """
        if (!function.IsVirtual) dmar.Register(function);
        else
        {
            function.InheritMsiDomain();
            return;
        }

        function.MatchDriver = true;
        """);

    [Fact]
    public Task Before_an_else_on_the_same_line() => VerifyAsync(
        "if (function.IsVirtual) {|IRQ2001:return;|} else dmar.Register(function);",
        """
        if (function.IsVirtual)
        {
            function.InheritMsiDomain();
            return;
        }
        else dmar.Register(function);
        """);

    [Fact]
    public Task The_title_names_the_call()
    {
        var test = new FixTest<BringUpFix>
        {
            TestCode = Models.Handler("if (function.IsVirtual) {|IRQ2001:return;|}\ndmar.Register(function);"),
            FixedCode = Models.Handler(
                "if (function.IsVirtual)\n{\n    function.InheritMsiDomain();\n    return;\n}\n\ndmar.Register(function);"),
            CodeActionVerifier = (action, verifier) =>
            {
                if (action.EquivalenceKey == "IRQ2001") verifier.Equal("Insert 'function.InheritMsiDomain()'", action.Title);
            },
        };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task VerifyAsync(string before, string after) => VerifyCS.VerifyCodeFixAsync(Models.Handler(before), Models.Handler(after));

    private static string Own(string type, string body) => Models.Usings + $$"""
        public abstract class Own
        {
            public abstract void Added(
                [ArrivesWithout(Facts.All)]
                [LeavesWith(Facts.MsiDomainInherited, When = FunctionKind.Virtual, Rule = RuleIds.VirtualFunctionWithoutDomain)]
                {{type}} function);
        }

        public class Handler : Own
        {
            public override void Added({{type}} function)
            {{body}}
        }

        """;

    private static string OwnContract(string leaving, bool braces = false) => $$"""
        public class Port
        {
            public Port? Above { get; set; }

            public object? Domain { get; set; }

            [TestsKind(FunctionKind.Virtual)]
            public bool IsShadow => Above is not null;

            [Inherits(nameof(Above), nameof(Domain))]
            [Ensures(Facts.MsiDomainInherited)]
            public void Adopt(int times = 1) => Domain = Above?.Domain;
        }

        public abstract class PortHandler
        {
            public abstract void Added(
                [ArrivesWithout(Facts.MsiDomainInherited)]
                [LeavesWith(Facts.MsiDomainInherited, When = FunctionKind.Virtual, Rule = RuleIds.VirtualFunctionWithoutDomain)]
                Port port);
        }

        public class SkippingHandler : PortHandler
        {
            public override void Added(Port @event)
            {
                if (@event.IsShadow){{(braces ? "\n        {\n            " : " ")}}{{leaving}}{{(braces ? "\n        }\n" : string.Empty)}}
                @event.Domain = null;
            }
        }

        """;
}
