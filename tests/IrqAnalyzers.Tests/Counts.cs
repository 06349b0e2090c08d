using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>That a PF has VFs is asked in many ways: of the collection itself too.</summary>
public class Counts
{
    [Theory]
    [InlineData("if (function is PhysicalFunction pf && pf.VirtualFunctions.Count > 0) await pf.DisableSriov();")]
    [InlineData("if (function is PhysicalFunction pf && pf.VirtualFunctions.Count != 0) await pf.DisableSriov();")]
    [InlineData("if (function is PhysicalFunction pf && pf.VirtualFunctions.Count >= 1) await pf.DisableSriov();")]
    [InlineData("if (function is PhysicalFunction pf && 0 < pf.VirtualFunctions.Count) await pf.DisableSriov();")]
    [InlineData("if (function is PhysicalFunction pf) { if (pf.VirtualFunctions.Count == 0) { Free(function); return; } await pf.DisableSriov(); }")]
    [InlineData("if (function is PhysicalFunction pf) { var count = pf.VirtualFunctions.Count; if (count > 0) await pf.DisableSriov(); }")]
    [InlineData("if (function is PhysicalFunction pf) { var all = pf.VirtualFunctions; if (all.Count > 0) await pf.DisableSriov(); }")]
    [InlineData("if (function is PhysicalFunction pf) { while (pf.VirtualFunctions.Count > 0) await pf.DisableSriov(); }")]
    [InlineData("if (function is PhysicalFunction pf && pf.VirtualFunctions.Any()) await pf.DisableSriov();")]
    [InlineData("if (function is PhysicalFunction { VirtualFunctions.Count: > 0 } pf) await pf.DisableSriov();")]
    [InlineData("if (function is PhysicalFunction { VirtualFunctions: { Count: not 0 } } pf) await pf.DisableSriov();")]
    [InlineData("if (function is PhysicalFunction { VirtualFunctions: [_, ..] } pf) await pf.DisableSriov();")]
    [InlineData("if (function is PhysicalFunction { VirtualFunctions: not [] } pf) await pf.DisableSriov();")]
    public Task Who_removes_the_VFs_where_there_are_some_leaves_none(string guard) => Model.ExpectAsync(Driver(guard));

    [Theory]
    [InlineData("pf.VirtualFunctions.Count > 1")]
    [InlineData("pf.VirtualFunctions.Count == 1")]
    [InlineData("pf.VirtualFunctions is [_, _]")]
    [InlineData("pf.VirtualFunctions is [{ IsAdded: true }, ..]")]
    [InlineData("pf.VirtualFunctions.Any(vf => vf.IsAdded)")]
    [InlineData("Other(pf).VirtualFunctions.Count > 0")]
    public Task Who_asks_for_something_else_may_leave_some(string test) => Model.ExpectAsync(
        Driver($"if (function is PhysicalFunction pf && {test}) await pf.DisableSriov();"),
        "IRQ2004 possible physical: Unbind");

    [Fact]
    public Task Who_returns_where_there_are_some_leaves_them() => Model.ExpectAsync(
        Driver("if (function is PhysicalFunction pf && pf.VirtualFunctions.Count > 0) { Free(function); return; }"),
        "IRQ2004 definite physical: return;");

    [Fact]
    public Task A_count_that_was_asked_for_before_is_out_of_date() => Model.ExpectAsync(
        Driver("if (function is PhysicalFunction pf) { var count = pf.VirtualFunctions.Count; await pf.EnableSriov(1); if (count > 0) await pf.DisableSriov(); }"),
        "IRQ2004 possible physical: Unbind");

    private static string Driver(string guard) => $$"""
        public class TestDriver : PciDriver
        {
            public TestDriver() : base("test") { }
            public override bool Matches(PciFunction function) => true;
            protected override async Flow Unbind(PciFunction function)
            {
                {{guard}}
                Free(function);
            }
            private static PhysicalFunction Other(PhysicalFunction pf) => (PhysicalFunction)pf.Bus.Functions[0];
            private static void Free(PciFunction function)
            {
                function.ReleaseInterrupts();
                function.FreeVectors();
            }
        }
        """;
}
