using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Loops that follow a chain of objects: from a bus to the next one above it, from a node to the next node.</summary>
public sealed class ChainsOfObjects
{
    private const string Freed = "function.AllocateVectors(1); function.RequestInterrupts(); function.FreeVectors();";
    private const string Found = "IRQ4001 definite physical: function.FreeVectors()";
    private const string Types = """

        public sealed class Node { public Node? Next; public Node? Other { get; set; } public PciFunction? Function; public int Number; }
        public sealed record Level(Level? Above, string Name);
        public sealed class Device(PciFunction function, Device? parent) { public PciFunction Function => function; public Device? Parent => parent; }
        """;

    [Theory]
    [InlineData("for (var b = function.Bus.Bridge; b is not null; b = b.Bus.Bridge) Console.WriteLine(b.Name);")]
    [InlineData("for (var bus = function.Bus; bus is not null; bus = bus.Parent) Console.WriteLine(bus.Number);")]
    [InlineData("PciBus? bus = function.Bus; while (bus != null) bus = bus.Parent;")]
    [InlineData("var bus = function.Bus; do { if (bus.Parent is not { } above) break; bus = above; } while (true);")]
    [InlineData("var bus = function.Bus; while (bus.Parent is { } above) bus = above; Console.WriteLine(bus);")]
    [InlineData("for (var n = head; n is not null; n = n.Next) Console.WriteLine(n.Number);")]
    [InlineData("for (var n = head; n is not null; n = flag ? n.Next : n.Other) Console.WriteLine(n.Number);")]
    [InlineData("for (var n = head; n is not null; n = n.Next?.Other) Console.WriteLine(n.Number);")]
    [InlineData("for (var l = level; l is not null; l = l.Above) Console.WriteLine(l.Name);")]
    [InlineData("for (var d = device; d is not null; d = d.Parent) Console.WriteLine(d.Function);")]
    [InlineData("for (Exception? e = thrown; e is not null; e = e.InnerException) Console.WriteLine(e.Message);")]
    [InlineData("for (var b = Above(function); b is not null; b = Above(b)) Console.WriteLine(b.Name);")]
    [InlineData("if (IsBehindBridge(function)) Console.WriteLine();")]
    [InlineData("Node? last = head; while (last is not null && last.Next is not null) last = last.Next;")]
    [InlineData("var (slow, fast) = (head, head); while (fast is { Next: { } next }) { slow = slow?.Next; fast = next.Next; } Console.WriteLine(slow);")]
    public async Task A_loop_along_a_chain_hides_nothing_of_the_body_around_it(string loop)
    {
        const string Members = """
            private readonly Node? head; private readonly Level? level; private readonly Device? device; private readonly Exception? thrown;
            private static PciFunction? Above(PciFunction function) => function.Bus.Bridge;
            private static bool IsBehindBridge(PciFunction function)
            {
                for (var b = function.Bus.Bridge; b is not null; b = b.Bus.Bridge) { if (b.Name.Length > 3) return true; }
                return false;
            }
            """;

        Assert.Equal([Found], await FindAsync(loop + Freed, Members));
        Assert.Equal([Found], await FindAsync(Freed + loop, Members));
    }

    [Theory]
    [InlineData("for (var n = list.First; n is not null; n = n.Next) Console.WriteLine(n.Value);")]
    [InlineData("for (Type? t = GetType(); t is not null; t = t.BaseType) Console.WriteLine(t.Name);")]
    public async Task A_chain_that_has_to_do_with_the_object_itself_hides_nothing_either(string loop) =>
        Assert.Equal(["IRQ4001 possible physical: function.FreeVectors()"], await FindAsync(loop + Freed, "private readonly LinkedList<PciFunction> list = new();"));

    [Theory]
    [InlineData("for (var n = head; n is not null; n = n.Next) n.Function?.FreeVectors();", null)]
    [InlineData("for (var n = head; n is not null; n = n.Next) if (n.Function is { } f) { f.AllocateVectors(1); f.RequestInterrupts(); f.FreeVectors(); }", null)]
    [InlineData("for (var n = head; n is not null; n = n.Next) { if (n.Function is { } f) { f.AllocateVectors(1); f.RequestInterrupts(); f.FreeInterrupts(); f.FreeVectors(); } }", null)]
    public async Task What_is_done_to_one_object_of_a_chain_is_not_held_against_the_next(string loop, string? finding) =>
        Assert.Equal(finding is null ? [] : [finding], await FindAsync(loop, "private readonly Node? head;"));

    private static async Task<IEnumerable<string>> FindAsync(string probe, string members) =>
        (await Model.AnalyzeAsync(Model.Compile("#nullable enable\n" + Model.Driver("if (function.IsVirtual) return; " + probe, members) + Types)))
        .Select(Model.Render);

    [Theory]
    [InlineData("private static PciBridge Top(PciBridge b) { while (b.Bus.Bridge is { } above) b = above; return b; }", "Top(port).WriteMessages();")]
    [InlineData("private static PciBridge Top(PciBridge b) => b.Bus.Bridge is { } above ? Top(above) : b;", "Top(port).WriteMessages();")]
    [InlineData("private static PciBridge? Find(PciBridge? b, int bus) { for (; b is not null; b = b.Bus.Bridge) if (b.SecondaryBus.Number == bus) return b; return null; }", "Find(port, 1)!.WriteMessages();")]
    public async Task What_a_helper_finds_along_a_chain_may_be_where_it_started(string helper, string call)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Boot(
            $"var port = bus.AddBridge(\"1c.0\", secondaryBus: 1, subordinateBus: 2); if (port.ReserveVectors(1) == 0) return; {call} port.EnableMsi();", helper)));

        Assert.DoesNotContain(found, diagnostic => diagnostic.Properties["irq.certainty"] == "definite");
    }
}
