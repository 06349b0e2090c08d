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
    [InlineData("function is VirtualFunction or PhysicalFunction { Sriov: null }")]
    [InlineData("function is VirtualFunction { MsixTableSize: > 0 } or PhysicalFunction { CanEnableSriov: false } && function.VectorCapacity > 0")]
    [InlineData("function.IsVirtual || function is PhysicalFunction { Sriov: null }")]
    [InlineData("!(function is not VirtualFunction and not PhysicalFunction { Sriov: null })")]
    public Task IRQ2004_a_driver_of_functions_without_SR_IOV_has_no_VFs_to_take_back(string matches) => Model.ExpectAsync(Driver(matches, Free));

    [Theory]
    [InlineData("function is PhysicalFunction")]
    [InlineData("function is PhysicalFunction { Sriov: not null }")]
    [InlineData("function is PhysicalFunction { CanEnableSriov: true }")]
    [InlineData("function is VirtualFunction || function.VectorCapacity > 0")]
    [InlineData("function is PhysicalFunction { Sriov: null } || function.VectorCapacity > 0")]
    [InlineData("function is not PhysicalFunction { CanEnableSriov: true, VectorCapacity: > 4 }")]
    [InlineData("function is not PciBridge { Sriov: not null }")]
    [InlineData("function is VirtualFunction or PhysicalFunction { CanEnableSriov: true }")]
    [InlineData("function is PciBridge or PhysicalFunction { VectorCapacity: > 0 }")]
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

    [Theory]
    [InlineData("if (function is PhysicalFunction) return false; return true;", false)]
    [InlineData("if (function.IsVirtual) { return true; } return function is PhysicalFunction { Sriov: null };", false)]
    [InlineData("if (function is PciBridge) return false; if (function is PhysicalFunction { CanEnableSriov: true }) return false; var size = function.VectorCapacity; return size > 0;", false)]
    [InlineData("if (function.VectorCapacity == 0) return false; return function is VirtualFunction;", false)]
    [InlineData("if (function.IsVirtual) return false; return true;", true)]
    [InlineData("if (function.VectorCapacity > 4) return true; return function is VirtualFunction;", true)]
    [InlineData("if (function is PhysicalFunction { Sriov: null }) return true; return function is PhysicalFunction;", true)]
    [InlineData("var is1 = function is VirtualFunction; return is1;", true)]
    [InlineData("if (function is PhysicalFunction) { flag = true; return false; } return true;", true)]
    [InlineData("try { return function is VirtualFunction; } finally { flag = true; }", true)]
    public Task IRQ2004_a_query_may_return_several_times(string body, bool isWrong) => Model.ExpectAsync(
        Driver("function is VirtualFunction", Free).Replace("=> function is VirtualFunction;", "{ " + body + " } private bool flag;", StringComparison.Ordinal),
        isWrong ? ["IRQ2004 possible physical: Unbind"] : []);

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
