using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Patterns with several members: what matching, and not matching, says of kinds and facts.</summary>
public class FactPatterns
{
    // Whether a platform's domain is there matters only where one can come from.
    private const string Platform = "public static class Uses { public static Type Of => typeof(HypervisorMsiDomain); }";

    [Theory]
    [InlineData("function is { HasSpecialMsiDomain: false, IsVirtual: false }")]
    [InlineData("function is { IsVirtual: false, HasSpecialMsiDomain: false }")]
    [InlineData("function is PhysicalFunction { HasSpecialMsiDomain: false, IsAdded: false, IsPlugged: true }")]
    [InlineData("function is not ({ HasSpecialMsiDomain: true } or { IsVirtual: true })")]
    [InlineData("function is { HasSpecialMsiDomain: false, VectorCapacity: > 0 } and not VirtualFunction")]
    public Task A_pattern_that_matches_says_what_each_of_its_parts_says(string test) => Model.ExpectAsync(
        Model.Notifier($"iommu.Register(function); if ({test} && flag) function.AssignMsiDomain(null);") + Platform);

    [Theory]
    [InlineData("function is { HasSpecialMsiDomain: true, IsVirtual: false }", "physical")]
    [InlineData("function is { VectorCapacity: > 0, IsVirtual: false }", "physical")]
    [InlineData("function is not { HasSpecialMsiDomain: true, IsVirtual: true }", "any")]
    public Task A_pattern_says_nothing_else(string test, string kind) => Model.ExpectAsync(
        Model.Notifier($"iommu.Register(function); if ({test} && flag) function.AssignMsiDomain(null);") + Platform,
        $"IRQ1007 possible {kind}: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("VirtualFunction { PhysicalFunction: var pf }")]
    [InlineData("VirtualFunction { PhysicalFunction: var pf, Index: _ }")]
    [InlineData("VirtualFunction { Index: var index } vf")]
    [InlineData("{ IsVirtual: true, Name: var name }")]
    public Task Parts_that_match_anything_leave_the_kind_to_those_that_do_not_match(string pattern) => Model.ExpectAsync(
        Model.Notifier($"if (function is {pattern}) function.InheritMsiDomain(); else flag = true;"));

    [Theory]
    [InlineData("VirtualFunction { Index: 0 }", "definite")]
    [InlineData("VirtualFunction { PhysicalFunction: var pf, Index: > 0 }", "definite")]
    [InlineData("{ IsVirtual: true, Name.Length: > 5 }", "definite")]
    [InlineData("{ IsVirtual: true, VectorCapacity: > 0 }", "possible")] // without vectors it has nothing to lose
    public Task What_does_not_match_a_part_may_be_of_the_kind_all_the_same(string pattern, string certainty) => Model.ExpectAsync(
        Model.Notifier($"if (function is {pattern}) function.InheritMsiDomain(); else return;"),
        $"IRQ2001 {certainty} virtual: return;");
}
