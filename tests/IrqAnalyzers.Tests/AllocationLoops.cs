using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Drivers that ask for fewer vectors until they get some.</summary>
public class AllocationLoops
{
    [Theory]
    [InlineData("for (var want = function.VectorCapacity; want > 0 && got == 0; want /= 2) got = function.AllocateVectors(want);")]
    [InlineData("for (var want = function.VectorCapacity; got == 0 && want > 0; want--) got = function.AllocateVectors(want);")]
    [InlineData("for (var want = Maximum; want > 0; want /= 2) { got = function.AllocateVectors(want); if (got > 0) break; }")]
    [InlineData("var want = Maximum; while (got == 0 && want > 0) { got = function.AllocateVectors(want); want /= 2; }")]
    [InlineData("foreach (var want in new[] { 8, 4, 1 }) { got = function.AllocateVectors(want); if (got > 0) break; }")]
    public async Task What_came_of_the_last_try_decides(string loop)
    {
        await Model.ExpectAsync(Driver(loop + " if (got == 0) { function.FailProbe(); return; } function.RequestInterrupts();"));
        await Model.ExpectAsync(Driver(loop + " if (got > 0) function.RequestInterrupts();"));
    }

    [Theory]
    [InlineData("for (var want = function.VectorCapacity; want > 0 && got == 0; want /= 2) got = function.AllocateVectors(want);")]
    [InlineData("var want = Maximum; while (got == 0 && want > 0) { got = function.AllocateVectors(want); want /= 2; }")]
    public async Task Who_does_not_ask_is_wrong_where_there_are_none(string loop)
    {
        await Model.ExpectAsync(Driver(loop + " function.RequestInterrupts();"), "IRQ4005 definite any: function.RequestInterrupts()");
        await Model.ExpectAsync(Driver(loop + " if (got > 0) { function.FailProbe(); return; }"), "IRQ4002 possible any: function.FailProbe()");
    }

    private static string Driver(string probe) => Model.Driver("var got = 0; " + probe, "public int Maximum { get; set; } = 8;");
}
