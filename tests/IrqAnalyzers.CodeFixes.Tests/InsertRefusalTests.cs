using IrqAnalyzers.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis.Testing;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ2001: when nothing is inserted, and Fix All.</summary>
public class InsertRefusalTests
{
    private const string Wrong = "if (function.IsVirtual) {|IRQ2001:return;|}\ndmar.Register(function);";
    private const string Right = "if (function.IsVirtual)\n{\n    function.InheritMsiDomain();\n    return;\n}\n\ndmar.Register(function);";

    [Fact]
    public Task When_the_parameter_is_assigned() => RefusedAsync(Models.Handler("""
        if (function.IsVirtual) {|IRQ2001:return;|}
        dmar.Register(function);
        function = function.Bus.AddFunction("00.0");
        """));

    [Fact]
    public Task When_no_operation_inherits_what_is_missing() => RefusedAsync(Models.Usings + """
        public class Port
        {
            [TestsKind(FunctionKind.Virtual)]
            public bool IsShadow => false;

            [Ensures(Facts.MsiDomainInherited)]
            public void Adopt() { }

            [Inherits(nameof(IsShadow), nameof(IsShadow))]
            [Ensures(Facts.MsiDomainInherited)]
            public void Adopt(int times) { }

            [Inherits(nameof(IsShadow), nameof(IsShadow))]
            [Ensures(Facts.MsiDomainInherited)]
            private void AdoptHere() { }
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
            public override void Added(Port port)
            {
                {|IRQ2001:return;|}
            }
        }

        """);

    [Fact]
    public Task Where_only_some_VFs_leave_without() => RefusedAsync(Models.Notifier("""
        protected override async Flow {|IRQ2001:OnDeviceAdded|}(PciFunction function)
        {
            if (function.MsixTableSize > 0) dmar.Register(function);
        }
        """));

    [Fact]
    public Task Where_a_handler_may_have_decided() => RefusedAsync(Models.Notifier("""
        protected override async Flow {|IRQ2001:OnDeviceAdded|}(PciFunction function)
        {
            if (function.IsPlugged)
            {
                dmar.Register(function);
                function.AssignMsiDomain(dmar.FindMsiDomain(function));
            }
        }
        """));

    [Fact]
    public Task All_exits_of_a_handler_are_fixed_in_one_pass() => VerifyCS.VerifyCodeFixAsync(
        Models.Handler("""
            if (function.IsVirtual && function.MsixTableSize == 0) {|IRQ2001:return;|}
            if (function.IsVirtual) {|IRQ2001:return;|}
            dmar.Register(function);
            """),
        Models.Handler("""
            if (function.IsVirtual && function.MsixTableSize == 0)
            {
                function.InheritMsiDomain();
                return;
            }

            if (function.IsVirtual)
            {
                function.InheritMsiDomain();
                return;
            }

            dmar.Register(function);
            """));

    [Fact]
    public Task All_documents_and_projects_are_fixed()
    {
        var test = new FixTest<BringUpFix>
        {
            TestState = { Sources = { Models.Handler(Wrong, "A"), Models.Handler(Wrong, "B") } },
            FixedState = { Sources = { Models.Handler(Right, "A"), Models.Handler(Right, "B") } },
        };
        Add(test.TestState, Wrong);
        Add(test.FixedState, Right);
        return test.RunAsync(TestContext.Current.CancellationToken);

        static void Add(SolutionState state, string body)
        {
            var project = state.AdditionalProjects["Other"];
            project.Sources.Add(Models.Handler(body, "C"));
            project.AdditionalReferences.Add(Models.Dsl);
        }
    }

    private static Task RefusedAsync(string source, params DiagnosticResult[] expected) =>
        VerifyCS.VerifyCodeFixAsync(source, expected, source);
}
