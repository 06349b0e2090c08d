using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>The wrong models of the seed thread become the right ones.</summary>
public class SeedSampleTests
{
    [Fact]
    public Task S6_with_the_look_up_before_registration_gets_the_order_of_S4_and_keeps_what_a_handler_decided() => VerifyCS.VerifyCodeFixAsync(
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
                    if (!function.IsVirtual || function.MsiDomain is null)
                    {
                        function.AssignMsiDomain(Dmar.FindMsiDomain(function) ?? DefaultMsiDomain);
                    }

                    function.MatchDriver = true;
                    await function.Attach();
            """));

    [Fact]
    public Task S1_with_the_notifier_that_skips_VFs_becomes_S2() => VerifyCS.VerifyCodeFixAsync(
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
