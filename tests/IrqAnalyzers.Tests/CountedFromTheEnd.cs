using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Elements and parts of collections that are counted from the end, or taken as a range, are elements and parts like others.</summary>
public class CountedFromTheEnd
{
    private const string Grow = "if (device.AllocateVectorAt(open.Count + 1) is { } vector) { vector.Request(); open.Add(vector); }";
    private const string Kick = "foreach (var vector in open) vector.Unmask();";
    private const string Down = "foreach (var f in functions) { asleep.Add(f); f.Suspend(); }";
    private const string Up = "f.PowerUp(); f.EnableMemoryDecoding(); f.RestoreMessages();";

    [Theory]
    [InlineData("var last = open[^1]; last.Release(); last.Free();", Kick, "vector.Unmask()")]
    [InlineData("open[^1].Release(); open[^1].Free();", Kick, "vector.Unmask()")]
    [InlineData("var place = ^1; var last = open[place]; last.Release(); last.Free();", Kick, "vector.Unmask()")]
    [InlineData("Close(open[^1]);", Kick, "vector.Unmask()")]
    [InlineData("var last = fixedSize[^1]; last.Release(); last.Free();", "foreach (var vector in fixedSize) vector.Unmask();", "vector.Unmask()")]
    [InlineData("var last = records[^1]; last.Vector.Release(); last.Vector.Free();", "foreach (var one in records) one.Vector.Unmask();", "one.Vector.Unmask()")]
    [InlineData("records[^1].Vector.Release(); records[^1].Vector.Free();", "records[0].Vector.Unmask();", "records[0].Vector.Unmask()")]
    public Task IRQ4005_what_was_freed_at_the_end_and_left_there_may_be_used_again(string shrink, string kick, string place) =>
        Model.ExpectAsync(Device(shrink, kick), $"IRQ4005 possible any: {place}");

    [Theory]
    [InlineData("var last = open[^1]; open.RemoveAt(open.Count - 1); last.Release(); last.Free();", Kick)]
    [InlineData("open[^1].Release(); open[^1].Free(); open.RemoveAt(open.Count - 1);", Kick)]
    [InlineData("open[^1].Release(); open[^1].Free(); open = new();", Kick)]
    [InlineData("open[^1].Release();", Kick)]
    [InlineData("records[^1].Vector.Release(); records[^1].Vector.Free(); records.RemoveAt(records.Count - 1);", "records[0].Vector.Unmask();")]
    public Task What_is_taken_out_at_the_end_is_not_found_again(string shrink, string kick) => Model.ExpectAsync(Device(shrink, kick));

    [Theory]
    [InlineData("foreach (var f in asleep.ToArray()[1..])", true)]
    [InlineData("foreach (var f in fixedSize[..^1])", true)]
    [InlineData("foreach (var f in asleep.GetRange(1, asleep.Count - 1))", true)]
    [InlineData("foreach (var f in fixedSize[..])", false)]
    [InlineData("foreach (var f in fixedSize[0..^0])", false)]
    public Task IRQ4006_a_range_leaves_no_function_asleep(string loop, bool isWrong) => Model.ExpectAsync(
        Sleeper($"{loop} {{ {Up} }}"), isWrong ? ["IRQ4006 possible any: f.RestoreMessages()"] : []);

    [Theory]
    [InlineData("steps[^1](function);", "function => function.ReleaseInterrupts()", false)]
    [InlineData("steps[^1](function);", "function => { }", true)]
    public Task IRQ4001_code_is_called_at_the_end_of_a_collection(string call, string step, bool isWrong) => Model.ExpectAsync(
        Model.Driver("if (function.AllocateVectors(1) > 0) function.RequestInterrupts();", $$"""
            private readonly List<Action<PciFunction>> steps = new() { {{step}} };
            protected override async Flow Unbind(PciFunction function)
            {
                if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();
                if (!function.HasVectors) return;
                {{call}}
                function.FreeVectors();
            }
            """),
        isWrong ? ["IRQ4001 possible any: function.FreeVectors()"] : []);

    private static string Device(string shrink, string kick) => $$"""
        internal sealed record Queue(InterruptVector Vector);

        internal sealed class Device
        {
            private readonly PciFunction device;
            private List<InterruptVector> open = new();
            private readonly List<Queue> records = new();
            private readonly InterruptVector[] fixedSize = new InterruptVector[4];
            public Device(PciFunction device) => this.device = device;
            public void Grow() { {{Grow}} }
            public void Shrink() { {{shrink}} }
            public void Kick() { {{kick}} }
            private static void Close(InterruptVector its) { its.Release(); its.Free(); }
        }
        """;

    private static string Sleeper(string up) => $$"""
        internal sealed class Sleeper
        {
            private readonly List<PciFunction> asleep = new();
            private readonly PciFunction[] fixedSize = new PciFunction[4];
            public void Down(IEnumerable<PciFunction> functions) { {{Down}} foreach (var f in fixedSize) f.Suspend(); }
            public void Up() { {{up}} asleep.Clear(); }
        }
        """;
}
