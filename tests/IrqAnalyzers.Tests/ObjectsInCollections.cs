using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Objects of the project that keep a vector or a function: one method puts them into a collection, another finds them there.</summary>
public class ObjectsInCollections
{
    private const string Lists = "private readonly Dictionary<PciFunction, List<Queue>> queues = new();";
    private const string Filled = "var list = queues[function] = new(); if (function.AllocateVectorAt(1) is { } vector) { var queue = new Queue(vector); queue.Open(); list.Add(queue); }";
    private const string Late = "var list = new List<Queue>(); if (function.AllocateVectorAt(1) is { } vector) { var queue = new Queue(vector); queue.Open(); list.Add(queue); } queues[function] = list;";
    private const string Quiet = "private void Quiet(PciFunction function) { foreach (var queue in queues[function]) queue.Vector.Release(); }";
    private const string Freeing = "public void Close() => vector.Free();";

    [Theory]
    [InlineData(Filled, "if (queues.Remove(function, out var list)) { foreach (var queue in list) queue.Close(); }", Freeing)]
    [InlineData(Late, "if (queues.Remove(function, out var list)) { foreach (var queue in list) queue.Close(); }", Freeing)]
    [InlineData(Filled, "foreach (var queue in queues[function]) queue.Close();", Freeing)]
    [InlineData(Filled, "foreach (var list in queues.Values) { foreach (var queue in list) queue.Close(); }", Freeing)]
    [InlineData(Filled, "var queue = queues[function].First(); queue.Close();", Freeing)]
    [InlineData(Filled, "if (queues.Remove(function, out var list)) { for (var n = 0; n < list.Count; n++) { var queue = list[n]; queue.Close(); } }", Freeing)]
    [InlineData(Filled, "if (queues.Remove(function, out var list)) { foreach (var queue in list) queue.Close(); }", "public void Close() => Drop(); private void Drop() => vector.Free();")]
    [InlineData(Filled, "if (queues.Remove(function, out var list)) { foreach (var queue in list) queue.Close(); }", "public void Close() { switch (open) { case true: vector.Free(); break; default: break; } }")]
    public Task IRQ4001_a_queue_gives_back_what_it_has_requested(string probe, string unbind, string close) =>
        Model.ExpectAsync(Card(probe, unbind, close), "IRQ4001 possible any: queue.Close()");

    [Theory]
    [InlineData(Filled, "foreach (var queue in queues[function]) queue.Close();", "public void Close() { vector.Release(); vector.Free(); }")]
    [InlineData(Filled, "foreach (var queue in queues[function]) queue.Close();", "public void Close() { Stop(); vector.Free(); } private void Stop() { if (open) vector.Release(); }")]
    [InlineData(Filled, "foreach (var queue in queues[function]) { queue.Stop(); queue.Close(); }", "public void Close() => vector.Free(); public void Stop() => vector.Release();")]
    [InlineData(Filled, "foreach (var queue in queues[function]) { queue.Vector.Release(); queue.Close(); }", Freeing)]
    [InlineData(Filled, "foreach (var queue in queues[function]) { if (queue.IsOpen) queue.Vector.Release(); queue.Close(); }", Freeing)]
    [InlineData(Filled, "foreach (var queue in queues[function]) { if (!queue.IsOpen) queue.Close(); }", Freeing)]
    [InlineData(Filled, "foreach (var queue in queues[function]) { if (queue.Idle()) queue.Close(); }", Freeing + " public bool Idle() => !open;")]
    [InlineData(Filled, "Quiet(function); foreach (var queue in queues[function]) queue.Close();", Freeing)]
    [InlineData(Filled, "foreach (var queue in queues[function]) queue.Close();", "public void Close() => other?.Free();")]
    [InlineData("queues[function] = new();", "foreach (var queue in queues[function]) queue.Close();", Freeing)]
    public Task IRQ4001_a_queue_that_is_quiet_may_be_given_back(string probe, string unbind, string close) =>
        Model.ExpectAsync(Card(probe, unbind, close));

    [Theory]
    [InlineData("foreach (var lease in byFunction.Values.Where(lease => lease.Guest == guest).ToList()) { byFunction.Remove(lease.Function); await lease.Evict(); }", "lease.Evict()")]
    [InlineData("var lease = byFunction.Values.First(); await lease.Evict();", "lease.Evict()")]
    [InlineData("foreach (var (_, lease) in byFunction) await lease.Function.Remove();", "lease.Function.Remove()")]
    [InlineData("while (byFunction.Count > 0) { var lease = byFunction.Values.First(); byFunction.Remove(lease.Function); await lease.Evict(); }", "lease.Evict()")]
    public Task IRQ4007_who_evicts_a_guest_takes_the_function_back(string evict, string place) =>
        Model.ExpectAsync(Table(evict), $"IRQ4007 possible any: {place}");

    [Theory]
    [InlineData("foreach (var lease in byFunction.Values.ToList()) { lease.Close(); await lease.Evict(); }", "")]
    [InlineData("foreach (var lease in byFunction.Values.ToList()) { lease.Function.TakeBack(); await lease.Evict(); }", "")]
    [InlineData("foreach (var lease in byFunction.Values.ToList()) { Release(lease.Function); await lease.Evict(); }", "")]
    [InlineData("foreach (var lease in byFunction.Values.ToList()) { if (!lease.IsOpen) await lease.Evict(); }", "")]
    [InlineData("foreach (var lease in byFunction.Values) await lease.Evict();", "public void CloseAll() { foreach (var lease in byFunction.Values) lease.Close(); }")]
    public Task IRQ4007_what_was_taken_back_may_be_removed(string evict, string member) => Model.ExpectAsync(Table(evict, member));

    [Theory]
    [InlineData("byFunction.Remove(its); await its.Remove();", true)]
    [InlineData("if (byFunction.Remove(its, out var lease)) Console.WriteLine(lease.Guest); await its.Remove();", true)]
    [InlineData("var lease = byFunction.Values.First(one => one.Function == its); byFunction.Remove(lease.Function); await its.Remove();", true)]
    [InlineData("its.TakeBack(); byFunction.Remove(its); await its.Remove();", false)]
    [InlineData("if (byFunction.Remove(its, out var lease)) lease.Close(); await its.Remove();", false)]
    [InlineData("Release(its); byFunction.Remove(its); await its.Remove();", false)]
    [InlineData("if (byFunction.ContainsKey(its)) return; await its.Remove();", false)]
    [InlineData("if (byFunction.TryGetValue(its, out var lease) && lease.IsOpen) return; await its.Remove();", false)]
    [InlineData("others.Remove(its); await its.Remove();", false)]
    public Task IRQ4007_who_unplugs_what_a_table_knows_takes_it_back(string unplug, bool isWrong) => Model.ExpectAsync(
        Table("", $"private readonly HashSet<VirtualFunction> others = new(); public async Flow Unplug(VirtualFunction its) {{ {unplug} }}"),
        isWrong ? ["IRQ4007 possible any: its.Remove()"] : []);

    [Theory]
    [InlineData("list.RemoveAt(list.FindIndex(lease => ReferenceEquals(lease.Function, its))); await its.Remove();", true)]
    [InlineData("var at = list.FindIndex(lease => lease.Function == its); list[at].Function.TakeBack(); list.RemoveAt(at); await its.Remove();", false)]
    public Task IRQ4007_also_in_a_list_inside_a_table(string unplug, bool isWrong) => Model.ExpectAsync(
        Table("", $$"""
            private readonly Dictionary<string, List<Lease>> byName = new();
            public void Give(VirtualFunction its, Guest guest)
            {
                its.AssignTo(guest);
                if (!byName.TryGetValue("name", out var list)) byName["name"] = list = new();
                list.Add(new Lease(its, guest));
            }
            public void StopAll() { if (!byName.Remove("name", out var list)) return; foreach (var lease in list) lease.Function.TakeBack(); }
            public async Flow Unplug(VirtualFunction its)
            {
                foreach (var (_, list) in byName) { {{unplug}} return; }
            }
            """),
        isWrong ? ["IRQ4007 possible any: its.Remove()"] : []);

    private static string Card(string probe, string unbind, string close) => $$"""
        internal sealed class Queue
        {
            private readonly InterruptVector vector;
            private InterruptVector? other;
            private bool open;
            public Queue(InterruptVector vector) => this.vector = vector;
            public InterruptVector Vector => vector;
            public bool IsOpen { get => open; set => open = value; }
            public void Open() { vector.Request(); open = true; other = null; }
            {{close}}
        }

        internal sealed class Card
        {
            {{Lists}}
            public void Start(PciFunction function) { {{probe}} }
            public void Stop(PciFunction function) { {{unbind}} }
            {{(unbind.Contains("Quiet(") ? Quiet : "")}}
        }
        """;

    private static string Table(string evict, string member = "") => $$"""
        internal sealed class Lease
        {
            private readonly VirtualFunction function;
            public Lease(VirtualFunction function, Guest guest) { this.function = function; Guest = guest; }
            public VirtualFunction Function => function;
            public Guest Guest { get; }
            public bool IsOpen { get; private set; }
            public void Open() { function.AssignTo(Guest); IsOpen = true; }
            public void Close() { function.TakeBack(); IsOpen = false; }
            public async Flow Evict() { await function.Remove(); IsOpen = false; }
        }

        internal sealed class Table
        {
            private readonly Dictionary<VirtualFunction, Lease> byFunction = new();
            public bool Assign(VirtualFunction function, Guest guest)
            {
                if (byFunction.ContainsKey(function)) return false;
                var lease = new Lease(function, guest);
                byFunction.Add(function, lease);
                lease.Open();
                return true;
            }
            public void Release(VirtualFunction function) { if (byFunction.Remove(function, out var lease)) lease.Close(); }
            public async Flow EvictAll(Guest guest) { {{evict}} }
            {{member}}
        }
        """;
}
