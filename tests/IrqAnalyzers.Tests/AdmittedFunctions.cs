using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>What the query of a driver says for good of the functions that its handlers get.</summary>
public class AdmittedFunctions
{
    private const string Free = "function.ReleaseInterrupts(); function.FreeVectors();";

    [Theory]
    [InlineData("function is VirtualFunction")]
    [InlineData("function is VirtualFunction { MsixTableSize: >= 3 }")]
    [InlineData("function.IsVirtual && function.VectorCapacity > 0")]
    [InlineData("function is PhysicalFunction { Sriov: null }")]
    [InlineData("function is PhysicalFunction { Sriov: null } and not PciBridge && function.VectorCapacity > 0")]
    [InlineData("function is PhysicalFunction { CanEnableSriov: false }")]
    [InlineData("function is not PhysicalFunction { CanEnableSriov: true }")]
    [InlineData("function is not PhysicalFunction { Sriov: not null }")]
    [InlineData("!(function is PhysicalFunction { Sriov: { } })")]
    public Task IRQ2004_a_driver_of_functions_without_SR_IOV_has_no_VFs_to_take_back(string matches) => Model.ExpectAsync(Driver(matches, Free));

    [Theory]
    [InlineData("function is PhysicalFunction")]
    [InlineData("function is PhysicalFunction { Sriov: not null }")]
    [InlineData("function is PhysicalFunction { CanEnableSriov: true }")]
    [InlineData("function is VirtualFunction || function.VectorCapacity > 0")]
    [InlineData("function is PhysicalFunction { Sriov: null } || function.VectorCapacity > 0")]
    [InlineData("function is not PhysicalFunction { CanEnableSriov: true, VectorCapacity: > 4 }")]
    [InlineData("function is not PciBridge { Sriov: not null }")]
    [InlineData("function.VectorCapacity > 0")]
    public Task IRQ2004_any_other_driver_may_leave_VFs(string matches) => Model.ExpectAsync(Driver(matches, Free), "IRQ2004 possible physical: Unbind");

    [Fact]
    public Task IRQ2004_a_query_that_a_derived_driver_widens_says_nothing() => Model.ExpectAsync(
        Driver("function is VirtualFunction", Free) + """

            internal sealed class Wide : TestDriver
            {
                public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
            }
            """, "IRQ2004 possible physical: Unbind");

    [Fact]
    public Task IRQ2004_a_query_of_several_statements_is_not_read() => Model.ExpectAsync(
        Driver("function is VirtualFunction", Free).Replace(
            "=> function is VirtualFunction;", "{ if (function is PhysicalFunction) return false; return true; }", StringComparison.Ordinal),
        "IRQ2004 possible physical: Unbind");

    [Fact]
    public Task IRQ4002_other_duties_of_the_handler_remain() => Model.ExpectAsync(
        Driver("function is VirtualFunction", "if (function.HasVectors) function.ReleaseInterrupts();"), "IRQ4002 definite virtual: Unbind");

    [Fact]
    public Task A_driver_that_wants_nothing_is_looked_at_all_the_same() => Model.ExpectAsync(
        Driver("function is VirtualFunction && function is PhysicalFunction", "if (function.HasVectors) function.ReleaseInterrupts();"),
        "IRQ2004 possible physical: Unbind", "IRQ4002 definite any: Unbind");

    private static string Driver(string matches, string unbind) => $$"""
        public class TestDriver : PciDriver
        {
            public TestDriver() : base("test") { }
            public override bool Matches(PciFunction function) => {{matches}};
            protected override async Flow Unbind(PciFunction function) { {{unbind}} }
        }
        """;
}
