using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Two loops over one collection, the first of which frees what the second goes on using.</summary>
public sealed class LoopsOverFreed
{
    private const string Free = "foreach (var vector in vectors) { vector.Release(); vector.Free(); } ";

    [Theory]
    [InlineData(Free + "foreach (var vector in vectors) vector.Release(); vectors.Clear();", "IRQ4005 possible any: vector.Release()")]
    [InlineData(Free + "function.ReleaseInterrupts(); foreach (var vector in vectors) vector.Mask();", "IRQ4005 possible any: vector.Mask()")]
    public Task What_a_loop_has_freed_the_next_must_not_use(string unbind, string finding) => ExpectAsync(unbind, finding);

    [Theory]
    [InlineData("foreach (var vector in vectors) vector.Release(); foreach (var vector in vectors) vector.Free();")]
    [InlineData(Free + "vectors.Clear(); foreach (var vector in vectors) vector.Mask();")]
    [InlineData("foreach (var vector in vectors) { if (vector.Index > 0) { vector.Release(); vector.Free(); } } foreach (var vector in vectors) vector.Mask();")]
    [InlineData("foreach (var vector in vectors) vector.Mask(); " + Free)]
    public Task Loops_in_order_and_loops_over_what_is_left_are_clean(string unbind) => ExpectAsync(unbind);

    private static async Task ExpectAsync(string unbind, params string[] findings)
    {
        var model = Model.Driver(
            "if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts(); if (function.AllocateVectorAt(1) is { } taken) vectors.Add(taken);",
            $"private readonly List<InterruptVector> vectors = new(); public void Close(PciFunction function) {{ {unbind} }}");
        Assert.Equal(findings, (await Model.AnalyzeAsync(Model.Compile(model))).Where(one => one.Id == "IRQ4005").Select(Model.Render));
    }
}
