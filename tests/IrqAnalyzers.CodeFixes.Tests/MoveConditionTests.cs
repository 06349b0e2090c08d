using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ1001: what is moved under a condition, or gets one by the move.</summary>
public class MoveConditionTests
{
    [Fact]
    public Task A_guarded_operation_moves_with_its_guard() => VerifyAsync(
        """
        if (!function.IsVirtual)
        {
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
        }

        function.MatchDriver = false;
        await function.Add();
        """,
        """
        function.MatchDriver = false;
        await function.Add();

        if (!function.IsVirtual)
        {
            function.AssignMsiDomain(dmar.FindMsiDomain(function));
        }
        """);

    [Fact]
    public Task A_decision_behind_an_operation_whose_handlers_may_decide_for_VFs_is_made_for_those_that_have_none() => VerifyCS.VerifyCodeFixAsync(
        Models.Host("""
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
            function.MatchDriver = false;
            await function.Add();
            function.MatchDriver = true;
            """),
        Models.Host("""
            function.MatchDriver = false;
            await function.Add();
            if (!function.IsVirtual || function.MsiDomain is null)
            {
                function.AssignMsiDomain(dmar.FindMsiDomain(function));
            }

            function.MatchDriver = true;
            """));

    [Fact]
    public Task Where_only_VFs_get_a_decision_is_made_if_no_handler_has_made_it() => VerifyCS.VerifyCodeFixAsync(
        Models.Host("""
            if (!function.IsVirtual) return;
            {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
            function.MatchDriver = false;
            await function.Add();
            """),
        Models.Host("""
            if (!function.IsVirtual) return;
            function.MatchDriver = false;
            await function.Add();
            if (function.MsiDomain is null) function.AssignMsiDomain(dmar.FindMsiDomain(function));
            """));

    [Fact]
    public Task A_condition_that_is_there_is_joined_with_that_of_the_move() => VerifyCS.VerifyCodeFixAsync(
        Models.Host("""
            if (dmar.InterruptRemappingEnabled) {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
            function.MatchDriver = false;
            await function.Add();
            """),
        Models.Host("""
            function.MatchDriver = false;
            await function.Add();
            if ((!function.IsVirtual || function.MsiDomain is null) && dmar.InterruptRemappingEnabled) function.AssignMsiDomain(dmar.FindMsiDomain(function));
            """));

    [Fact]
    public Task What_a_decision_needs_goes_under_the_same_condition() => VerifyCS.VerifyCodeFixAsync(
        Models.Host("""
            // from the unit
            var found = {|IRQ1001:dmar.FindMsiDomain(function)|};
            {|IRQ1001:function.AssignMsiDomain(found)|};
            function.MatchDriver = false;
            await function.Add();
            """),
        Models.Host("""
            function.MatchDriver = false;
            await function.Add();
            if (!function.IsVirtual || function.MsiDomain is null)
            {
                // from the unit
                var found = dmar.FindMsiDomain(function);
                function.AssignMsiDomain(found);
            }
            """));

    [Fact]
    public Task A_decision_that_does_not_come_from_the_IOMMU_would_undo_that_of_a_handler() => RefusedAsync(
        """
        {|IRQ1001:function.AssignMsiDomain(DefaultMsiDomain)|};
        function.MatchDriver = false;
        await function.Add();
        """);

    [Theory]
    [InlineData("function.Driver is null")]
    [InlineData("!function.IsAdded")]
    [InlineData("!dmar.Knows(function)")]
    [InlineData("function.MsiDomain is null")]
    public Task A_condition_that_the_move_would_change_stays(string condition) => RefusedAsync($$"""
        if ({{condition}}) {|IRQ1001:function.AssignMsiDomain({|IRQ1001:dmar.FindMsiDomain(function)|})|};
        function.MatchDriver = false;
        await function.Add();
        """);

    private static Task RefusedAsync(string body) => VerifyAsync(body, body);

    private static Task VerifyAsync(string before, string after, string members, string changedMembers) =>
        VerifyCS.VerifyCodeFixAsync(Models.PhysicalHost(before, members), Models.PhysicalHost(after, changedMembers));

    private static Task VerifyAsync(string before, string after, string members = "") =>
        VerifyCS.VerifyCodeFixAsync(Models.PhysicalHost(before, members), Models.PhysicalHost(after, members));
}
