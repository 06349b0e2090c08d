using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>A probe that asks for one vector gets it or none, and so may fail without giving anything back where it got something other than one.</summary>
public sealed class OneVectorOrNone
{
    private const string Serve = " { function.FailProbe(); return; } function.RequestInterrupts();";

    [Theory]
    [InlineData("if (function.AllocateVectors(1) != 1)")]
    [InlineData("if (!(function.AllocateVectors(1) == 1))")]
    [InlineData("var given = function.AllocateVectors(1); if (given != 1)")]
    [InlineData("if (function.AllocateVectors(1) is not 1)")]
    [InlineData("if (!HasOne(function))")]
    [InlineData("if (function.AllocateVectors(1) < 1)")]
    public Task Other_than_one_is_none(string test) => ExpectAsync(test);

    [Theory]
    [InlineData("if (function.AllocateVectors(2) != 2)", "possible")]
    [InlineData("if (function.AllocateVectors(1) == 1)", "definite")]
    public Task Who_may_have_some_gives_them_back(string test, string certainty) => ExpectAsync(test, certainty);

    private static async Task ExpectAsync(string test, params string[] expected)
    {
        var model = Model.Driver(test + Serve, "private static bool HasOne(PciFunction function) => function.AllocateVectors(1) == 1;");
        Assert.Equal(
            expected, (await Model.AnalyzeAsync(Model.Compile(model))).Where(one => one.Id == "IRQ4002").Select(one => one.Properties["irq.certainty"]));
    }
}
