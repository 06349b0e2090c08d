using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Functions that one method suspends and puts into a collection, and another powers up again, in a loop that counts.</summary>
public class SleepingFunctions
{
    private const string Down = "foreach (var f in functions) { order.Add(f); f.Suspend(); }";
    private const string Record = "foreach (var f in AddedFunctions) { records.Add(new(f, f.HasVectors)); f.Suspend(); }";

    [Theory]
    [InlineData("for (var i = order.Count - 1; i > 0; i--)")]
    [InlineData("for (var i = order.Count - 1; i >= 1; i--)")]
    [InlineData("for (var i = order.Count - 2; i >= 0; i--)")]
    [InlineData("for (var i = 1; i < order.Count; i++)")]
    [InlineData("for (var i = 0; i < order.Count - 1; ++i)")]
    [InlineData("for (var i = 0; i <= order.Count - 2; ++i)")]
    public Task IRQ4006_a_loop_that_counts_leaves_no_function_asleep(string loop) => Model.ExpectAsync(
        Sleeper($"{loop} {{ var f = order[i]; f.PowerUp(); f.EnableMemoryDecoding(); f.RestoreMessages(); }}"), "IRQ4006 possible any: f.RestoreMessages()");

    [Theory]
    [InlineData("for (var i = order.Count - 1; i >= 0; i--)", "")]
    [InlineData("for (var i = order.Count - 1; i > -1; i--)", "")]
    [InlineData("for (var i = 0; i < order.Count; i++)", "")]
    [InlineData("for (var i = 0; i <= order.Count - 1; i++)", "")]
    [InlineData("for (var i = 0; i < some; i++)", "")]
    [InlineData("for (var i = 1; i < order.Count; i++)", "order[0].PowerUp(); order[0].EnableMemoryDecoding(); order[0].RestoreMessages();")]
    public Task A_loop_that_counts_over_all_of_them_is_right(string loop, string first) => Model.ExpectAsync(
        Sleeper($"{first} {loop} {{ var f = order[i]; f.PowerUp(); f.EnableMemoryDecoding(); f.RestoreMessages(); }} order.Clear();"));

    [Theory]
    [InlineData("foreach (var one in records)", "one.Function.PowerUp(); one.Function.RestoreMessages(); one.Function.EnableMemoryDecoding();")]
    [InlineData("for (var i = 0; i < records.Count; i++)", "var one = records[i]; one.Function.PowerUp(); if (one.Had) one.Function.RestoreMessages(); one.Function.EnableMemoryDecoding();")]
    public Task IRQ4006_messages_of_what_another_method_has_suspended_are_written_when_its_memory_answers(string loop, string up) => Model.ExpectAsync(
        Model.Boot("", Members($"{loop} {{ {up} }}")), "IRQ4006 possible any: one.Function.RestoreMessages()");

    [Theory]
    [InlineData("foreach (var one in records)", "one.Function.PowerUp(); one.Function.EnableMemoryDecoding(); one.Function.RestoreMessages();")]
    [InlineData("for (var i = 0; i < records.Count; i++)", "var one = records[i]; one.Function.PowerUp(); one.Function.EnableMemoryDecoding(); if (one.Had) one.Function.RestoreMessages();")]
    public Task What_is_powered_up_in_the_right_order_is_right(string loop, string up) => Model.ExpectAsync(Model.Boot("", Members($"{loop} {{ {up} }}")));

    [Theory]
    [InlineData("while (stack.Count > 1) { var one = stack.Pop(); {0} }", true)]
    [InlineData("while (stack.Count != 1) { var one = stack.Pop(); {0} }", true)]
    [InlineData("while (stack.Count >= 2) { var one = stack.Pop(); {0} }", true)]
    [InlineData("for (; stack.Count > 1; ) { if (!stack.TryPop(out var one)) continue; {0} }", true)]
    [InlineData("foreach (var one in stack.Skip(1)) { {0} } stack.Clear();", true)]
    [InlineData("while (stack.TryPop(out var one)) { if (one.Function.IsVirtual) continue; {0} }", true)]
    [InlineData("while (stack.Count > 0) { var one = stack.Pop(); {0} }", false)]
    [InlineData("while (stack.Count > 1) { var one = stack.Pop(); {0} } if (stack.TryPop(out var one2)) { var one = one2; {0} }", false)]
    [InlineData("while (some > 1 && stack.Count > 0) { var one = stack.Pop(); {0} some--; }", false)]
    [InlineData("while (stack.TryPop(out var one)) { {0} }", false)]
    [InlineData("while (stack.Count > 0) { if (stack.Peek().Function.Driver is null) { stack.Pop(); continue; } var one = stack.Pop(); {0} }", false)]
    [InlineData("while (busy.Count > 1) busy.Pop(); foreach (var one in stack) { {0} } stack.Clear();", false)]
    public Task IRQ4006_a_loop_that_takes_functions_out_takes_all(string up, bool isWrong) => Model.ExpectAsync(
        Stack(up.Replace("{0}", "var f = one.Function; f.PowerUp(); f.EnableMemoryDecoding(); f.RestoreMessages();", StringComparison.Ordinal)),
        isWrong ? ["IRQ4006 possible any: f.RestoreMessages()"] : []);

    [Theory]
    [InlineData("while (stack.TryPop(out var one)) { one.Function.PowerUp(); one.Function.RestoreMessages(); one.Function.EnableMemoryDecoding(); }", true)]
    [InlineData("while (stack.TryPop(out var one)) { one.Function.PowerUp(); one.Function.EnableMemoryDecoding(); one.Function.RestoreMessages(); }", false)]
    public Task IRQ4006_what_is_taken_out_answers_before_its_messages_are_written(string up, bool isWrong) => Model.ExpectAsync(
        Stack(up), isWrong ? ["IRQ4006 possible any: one.Function.RestoreMessages()"] : []);

    private static string Stack(string up) => Model.Boot("", $$"""
        private readonly Stack<Slept> stack = new();
        private readonly Stack<int> busy = new();
        private sealed record Slept(PciFunction Function, bool Had);
        public void Freeze() { foreach (var function in AddedFunctions.Reverse()) { function.Suspend(); stack.Push(new Slept(function, true)); } }
        public void Thaw(int some) { {{up}} }
        """);

    private static string Members(string thaw) =>
        $"private readonly List<Slept> records = new(); private sealed record Slept(PciFunction Function, bool Had); public void Freeze() {{ {Record} }} public void Thaw() {{ {thaw} records.Clear(); }}";

    private static string Sleeper(string up) => $$"""
        internal sealed class Sleeper
        {
            private readonly List<PciFunction> order = new();
            public void Down(IEnumerable<PciFunction> functions) { {{Down}} }
            public void Up(int some) { {{up}} }
        }
        """;
}
