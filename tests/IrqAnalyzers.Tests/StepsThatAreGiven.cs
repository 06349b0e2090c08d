using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Steps that a method gives to a loop, or that lie on a stack of the method's own: which there are, and in which order.</summary>
public class StepsThatAreGiven
{
    private const string Release = "function => function.ReleaseInterrupts()";
    private const string Free = "function => function.FreeVectors()";

    [Theory]
    [InlineData("private static Action<PciFunction>[] Steps() => new Action<PciFunction>[] { {0}, {1} };")]
    [InlineData("private static IReadOnlyList<Action<PciFunction>> Steps() { return new Action<PciFunction>[] { {0}, {1} }; }")]
    [InlineData("private static IEnumerable<Action<PciFunction>> Steps() { yield return {0}; yield return {1}; }")]
    public async Task A_loop_over_steps_that_a_method_gives_has_a_round(string steps)
    {
        const string Run = "foreach (var step in Steps()) step(function);";
        await Model.ExpectAsync(Driver(Run, Fill(steps, Release, Free)));
        await Model.ExpectAsync(Driver(Run, Fill(steps, Free, Release)), "IRQ4001 possible any: function.FreeVectors()");
    }

    [Theory]
    [InlineData("private static IEnumerable<Action<PciFunction>> Steps(bool all) { if (all) yield return {0}; }")]
    [InlineData("private static IEnumerable<Action<PciFunction>> Steps(bool all) { if (!all) yield break; yield return {0}; }")]
    public Task IRQ4002_where_a_method_may_give_no_step_nothing_may_be_done(string steps) => Model.ExpectAsync(
        Driver("foreach (var step in Steps(false)) step(function);", Fill(steps, Free, Free)), "IRQ4002 possible any: Unbind");

    [Theory]
    [InlineData("private static Step[] Steps() => new[] { Step.{0}, Step.{1} };")]
    [InlineData("private static IEnumerable<Step> Steps() { yield return Step.{0}; yield return Step.{1}; }")]
    public async Task Constants_that_a_method_gives_are_run_in_order(string steps)
    {
        const string Run = "foreach (var step in Steps()) { if (step == Step.Free) function.FreeVectors(); else function.ReleaseInterrupts(); }";
        await Model.ExpectAsync(Driver(Run, Fill(steps, "Release", "Free") + Types));
        Assert.Contains("IRQ4001 possible any: function.FreeVectors()", await FindAsync(Driver(Run, Fill(steps, "Free", "Release") + Types)));
    }

    [Theory]
    [InlineData("foreach (var step in steps) step();")]
    [InlineData("steps.Pop()(); steps.Pop()();")]
    public async Task A_stack_of_a_method_gives_what_came_last_first(string run)
    {
        await Model.ExpectAsync(Driver($"var steps = new Stack<Action>(); steps.Push(() => function.FreeVectors()); steps.Push(() => function.ReleaseInterrupts()); {run}", ""));
        Assert.Contains(
            await FindAsync(Driver($"var steps = new Stack<Action>(); steps.Push(() => function.ReleaseInterrupts()); steps.Push(() => function.FreeVectors()); {run}", "")),
            found => found.StartsWith("IRQ4001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_queue_of_a_method_gives_what_came_first_first()
    {
        const string Run = "foreach (var step in steps) step();";
        await Model.ExpectAsync(Driver($"var steps = new Queue<Action>(); steps.Enqueue(() => function.ReleaseInterrupts()); steps.Enqueue(() => function.FreeVectors()); {Run}", ""));
        Assert.Contains(
            await FindAsync(Driver($"var steps = new Queue<Action>(); steps.Enqueue(() => function.FreeVectors()); steps.Enqueue(() => function.ReleaseInterrupts()); {Run}", "")),
            found => found.StartsWith("IRQ4001", StringComparison.Ordinal));
    }

    private const string Types = " private enum Step { Free, Release }";

    private static string Fill(string text, string first, string second) =>
        text.Replace("{0}", first, StringComparison.Ordinal).Replace("{1}", second, StringComparison.Ordinal);

    private static async Task<IEnumerable<string>> FindAsync(string model) => (await Model.AnalyzeAsync(Model.Compile(model))).Select(Model.Render);

    private static string Driver(string unbind, string members) => Model.Driver("if (function.AllocateVectors(1) > 0) function.RequestInterrupts();", $$"""
        protected override async Flow Unbind(PciFunction function)
        {
            if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();
            if (!function.HasVectors) return;
            {{unbind}}
        }
        {{members}}
        """);
}
