using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>IRQ4007: handlers that wait for interrupts that the function does not send.</summary>
public class WaitingHandlers
{
    private const string Start = "if (function.AllocateVectors(1) == 0) return; function.RequestInterrupts(); ";

    [Theory]
    [InlineData("foreach (var n in new int[2]) function.MaskVectors();")]
    [InlineData("if (!Fill(function)) TearDown(function);")]
    public async Task A_probe_that_may_leave_them_masked_leaves_them_so_if_its_driver_unmasks_none(string body)
    {
        const string Helpers = """
            private static bool Fill(PciFunction its) { for (var n = 2; n < its.VectorCapacity; n++) { if (its.AllocateVectorAt(n) is null) return false; } return true; }
            private static void TearDown(PciFunction its) { its.MaskVectors(); its.DisableMsi(); its.EnableMsi(); }

            """;

        await Model.ExpectAsync(Model.Driver(Start + body, Helpers), "IRQ4007 possible any: Probe");
    }

    [Fact]
    public Task A_driver_that_unmasks_somewhere_may_leave_them_masked_on_a_path() => Model.ExpectAsync(Model.Driver(
        Start + "foreach (var n in new int[2]) function.MaskVectors();", "public void Open(PciFunction its) => its.UnmaskVectors();"));

    [Theory]
    [InlineData("function.MaskVectors();")]
    [InlineData("function.DisableMsi();")]
    [InlineData("var same = function; same.MaskVectors();")]
    [InlineData("Quiet(function);")]
    [InlineData("Action quiet = () => function.MaskVectors(); quiet();")]
    [InlineData("Of(function);")]
    [InlineData("if (flag) function.MaskVectors();")]
    [InlineData("function.UnmaskVectors(); function.MaskVectors();")]
    public Task A_probe_that_leaves_vectors_masked_leaves_handlers_waiting(string body) => Model.ExpectAsync(
        Model.Driver(Start + body, "private static void Quiet(PciFunction its) => its.MaskVectors(); private static void Of<T>(T its) where T : PciFunction => its.DisableMsi();"),
        "IRQ4007 possible any: Probe");

    [Theory]
    [InlineData("function.MaskVectors(); function.UnmaskVectors();")]
    [InlineData("function.DisableMsi(); function.EnableMsi();")]
    [InlineData("function.MaskVectors(); function.ReleaseInterrupts(); function.FreeVectors();")]
    [InlineData("")]
    public Task A_probe_that_need_not_leave_them_masked_is_right(string body) => Model.ExpectAsync(Model.Driver(Start + body));

    [Theory]
    [InlineData("function.Disable(); function.ReleaseInterrupts(); function.FreeVectors();", "function.Disable()")]
    [InlineData("var same = function; same.Disable(); function.ReleaseInterrupts(); function.FreeVectors();", "same.Disable()")]
    public Task A_function_that_is_switched_off_sends_nothing_to_its_handlers(string body, string call) => Model.ExpectAsync(
        Model.Driver(Start + body), $"IRQ4007 definite any: {call}");

    [Fact]
    public Task A_helper_that_switches_off_is_told_of_where_it_is_called() => Model.ExpectAsync(
        Model.Driver(Start + "Off(function); function.ReleaseInterrupts(); function.FreeVectors();", "private static void Off(PciFunction its) => its.Disable();"),
        "IRQ4007 definite any: Off(function)");

    [Fact]
    public Task A_function_whose_interrupts_are_released_may_be_switched_off() => Model.ExpectAsync(
        Model.Driver(Start + "function.ReleaseInterrupts(); function.FreeVectors(); function.Disable();"));

    [Theory]
    [InlineData("function.MaskVectors(")]
    [InlineData("function.Disable(); function.")]
    public async Task Half_typed_code_raises_nothing_that_the_analyzer_does_not_expect(string body) =>
        Assert.DoesNotContain(await Model.AnalyzeAsync(Model.Compile(Model.Driver(Start + body))), diagnostic => diagnostic.Id is "AD0001" or "IRQ9001");
}
