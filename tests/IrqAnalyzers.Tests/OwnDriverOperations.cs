using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>What a driver does through operations of the project: a contract says that they manage or unmask vectors, whatever they are called.</summary>
public sealed class OwnDriverOperations
{
    private const string Operations = """

        public static class Kernel
        {
            [Ensures(Facts.VectorsManaged, Subject = nameof(function))] public static void HandToCore(PciFunction function) { }
            [Revokes(Facts.VectorsMasked, Subject = nameof(function))] public static void LetSend(PciFunction function) { }
            public static void Log(PciFunction function) => Console.WriteLine(function);
        }
        """;

    [Theory]
    [InlineData("Kernel.HandToCore(function);", null)]
    [InlineData("Kernel.Log(function);", "IRQ4002")]
    public Task Who_hands_vectors_to_the_core_need_not_free_them(string start, string? rule) => ExpectAsync(
        start + " if (function.AllocateVectors(1) > 0) function.RequestInterrupts();",
        "protected override async Flow Unbind(PciFunction function) { if (function.Name.Length > 3) { function.ReleaseInterrupts(); function.FreeVectors(); } }", rule);

    [Theory]
    [InlineData("Kernel.LetSend(function);", null)]
    [InlineData("Kernel.Log(function);", "IRQ4007")]
    public Task Who_unmasks_vectors_elsewhere_may_leave_them_masked_on_a_path(string served, string? rule) => ExpectAsync(
        "if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts(); foreach (var n in new int[2]) function.MaskVectors();",
        "public void Serve(PciFunction function) { " + served + " }", rule);

    private static async Task ExpectAsync(string probe, string members, string? rule)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Driver(probe, members) + Operations));
        Assert.Equal(rule is null ? [] : [rule], found.Select(one => one.Id).Where(id => id is "IRQ4002" or "IRQ4007").Distinct());
    }
}
