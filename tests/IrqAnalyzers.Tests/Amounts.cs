using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>How many vectors an allocation gives: as many as were asked for or fewer, and never more.</summary>
public class Amounts
{
    [Theory]
    [InlineData("var got = function.AllocateVectors(8);", "got > 8")]
    [InlineData("var got = function.AllocateVectors(8);", "got >= 9")]
    [InlineData("var got = function.AllocateVectors(8);", "8 < got")]
    [InlineData("var got = function.AllocateVectors(8);", "got is > 8 or < 0")]
    [InlineData("var got = function.AllocateVectors(8);", "got > Limit")]
    [InlineData("var want = 4; var got = function.AllocateVectors(want);", "got > want")]
    [InlineData("var want = flag ? 4 : 2; var got = function.AllocateVectors(want);", "got > 4")]
    public Task No_probe_gets_more_than_it_asks_for(string allocation, string tooMany) =>
        Model.ExpectAsync(Model.Driver($"{allocation} if (got == 0) return; if ({tooMany}) {{ function.FailProbe(); return; }} function.RequestInterrupts();", "private static int Limit => 2048;"));

    [Theory]
    [InlineData("got > limit")]
    [InlineData("got == none")]
    [InlineData("got > wanted")]
    public Task Whether_it_gets_more_than_a_setting_nobody_knows(string test) =>
        Model.ExpectAsync(Failing(test), "IRQ4002 possible any: function.FailProbe()");

    [Theory]
    [InlineData("got < limit")]
    [InlineData("limit > got")]
    [InlineData("got < wanted")]
    [InlineData("got != wanted")]
    [InlineData("got < 8")]
    public Task It_may_well_get_fewer(string test) => Model.ExpectAsync(Failing(test), "IRQ4002 definite any: function.FailProbe()");

    private static string Failing(string test) => Model.Driver(
        $"var got = function.AllocateVectors({(test.Contains("wanted", StringComparison.Ordinal) ? "wanted" : "8")}); if (got == 0) return; if ({test}) {{ function.FailProbe(); return; }} function.RequestInterrupts();",
        "public int limit, none, wanted;");
}
