using IrqAnalyzers.CodeFixes.Tests.Support;
using MoveCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.MoveOperationFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.MoveOperationFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;
using InsertCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.InsertOperationFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.InsertOperationFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>The wrong models of the seed thread become the right ones.</summary>
public class SeedSampleTests
{
    [Fact]
    public Task S6_with_the_look_up_before_registration_gets_the_order_of_S4() => MoveCS.VerifyCodeFixAsync(
        SeedThread("""
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:Dmar.FindMsiDomain(function)|} ?? DefaultMsiDomain)|};
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                    await function.Attach();
            """),
        SeedThread("""
            function.MatchDriver = false;
                    await function.Add();
                    function.AssignMsiDomain(Dmar.FindMsiDomain(function) ?? DefaultMsiDomain);
                    function.MatchDriver = true;
                    await function.Attach();
            """));

    [Fact]
    public Task S1_with_the_notifier_that_skips_VFs_becomes_S2() => InsertCS.VerifyCodeFixAsync(
        Models.Handler("""
            if (function.IsVirtual) {|IRQ2001:return;|}
            dmar.Register(function);
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
            """),
        Models.Handler("""
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();
                return;
            }

            dmar.Register(function);
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
            """));

    private static string SeedThread(string body) => Models.Usings + $$"""
        public abstract class NotifierFirst : Host
        {
            protected NotifierFirst(Machine machine) : base(machine)
            {
                Dmar = new(machine);
            }

            protected Iommu Dmar { get; }
        }

        public abstract class S6Before : NotifierFirst
        {
            protected S6Before(Machine machine) : base(machine)
            {
            }

            protected override async Flow AddDevice(PciFunction function)
            {
                {{body}}
            }
        }
        """;
}
