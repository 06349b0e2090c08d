using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Objects of the project that are put on a list, each with a method that the list calls later.</summary>
public class ObjectsThatRun
{
    private const string Fill = "var list = new ResourceList(); list.Add(new Vectors(function)); function.RequestInterrupts(); list.Add(new Interrupts(function)); kept[function] = list;";
    private const string Turned = "var list = new ResourceList(); function.RequestInterrupts(); list.Add(new Interrupts(function)); list.Add(new Vectors(function)); kept[function] = list;";
    private const string Locals = "var list = new ResourceList(); var first = new Vectors(function); list.Add(first); function.RequestInterrupts(); list.Add(new Interrupts(function)); kept[function] = list;";

    public static TheoryData<string> Forwards =>
    [
        "private readonly LinkedList<Resource> all = new(); public void Add(Resource its) => all.AddLast(its); public void ReleaseAll() { while (all.First is { } node) { all.Remove(node); node.Value.Release(); } }",
        "private readonly List<Resource> all = new(); public void Add(Resource its) => all.Add(its); public void ReleaseAll() { foreach (var one in all) one.Release(); all.Clear(); }",
        "private readonly List<Resource> all = new(); public void Add(Resource its) { if (its is not null) all.Add(its); } public void ReleaseAll() { for (var n = 0; n < all.Count; n++) all[n].Release(); }",
        "private readonly Queue<Resource> all = new(); public void Add(Resource its) => all.Enqueue(its); public void ReleaseAll() { while (all.TryDequeue(out var one)) one.Release(); }",
    ];

    public static TheoryData<string> Backwards =>
    [
        "private readonly LinkedList<Resource> all = new(); public void Add(Resource its) => all.AddLast(its); public void ReleaseAll() { while (all.Last is { } node) { all.Remove(node); node.Value.Release(); } }",
        "private readonly List<Resource> all = new(); public void Add(Resource its) => all.Add(its); public void ReleaseAll() { for (var n = all.Count - 1; n >= 0; n--) all[n].Release(); }",
        "private readonly Stack<Resource> all = new(); public void Add(Resource its) => all.Push(its); public void ReleaseAll() { while (all.Count > 0) all.Pop().Release(); }",
        "private readonly Stack<Resource> all = new(); public void Add(Resource its) => all.Push(its); public void ReleaseAll() { while (all.TryPop(out var one)) one.Release(); }",
    ];

    [Theory]
    [MemberData(nameof(Forwards))]
    public async Task What_is_given_back_from_the_start_is_freed_while_it_is_requested(string list)
    {
        await Model.ExpectAsync(Program(list, Fill), "IRQ4001 possible any: new Vectors(function)");
        await Model.ExpectAsync(Program(list, Locals), "IRQ4001 possible any: new Vectors(function)");
        await Model.ExpectAsync(Program(list, Turned));
    }

    [Theory]
    [MemberData(nameof(Backwards))]
    public async Task What_is_given_back_from_the_end_is_released_first(string list)
    {
        await Model.ExpectAsync(Program(list, Fill));
        await Model.ExpectAsync(Program(list, Turned), "IRQ4001 possible any: new Vectors(function)");
    }

    [Theory]
    [InlineData("list.Add(new Vectors(function)); list.Add(new Interrupts(other));")]
    [InlineData("list.Add(new Pair(other, function)); list.Add(new Interrupts(function));")]
    [InlineData("list.Add(new Vectors(function)); if (function.IsVirtual) return; list.Add(new Note(function));")]
    public async Task What_is_about_another_function_or_does_nothing_is_no_matter(string fill) => await Model.ExpectAsync(Program(
        "private readonly List<Resource> all = new(); public void Add(Resource its) => all.Add(its); public void ReleaseAll() { foreach (var one in all) one.Release(); }",
        "var list = new ResourceList(); kept[function] = list; var other = function.Bus.Functions[0]; " + fill));

    private static string Program(string list, string fill) => $$"""
        internal abstract class Resource
        {
            protected Resource(PciFunction function) => Function = function;
            protected PciFunction Function { get; }
            public abstract void Release();
        }
        internal sealed class Vectors : Resource { public Vectors(PciFunction function) : base(function) { } public override void Release() => Function.FreeVectors(); }
        internal sealed class Interrupts : Resource { public Interrupts(PciFunction function) : base(function) { } public override void Release() => Function.ReleaseInterrupts(); }
        internal sealed class Note : Resource { public Note(PciFunction function) : base(function) { } public override void Release() => Console.WriteLine(Function); }
        internal sealed class Pair : Resource
        {
            private readonly PciFunction second;
            public Pair(PciFunction second, PciFunction function) : base(function) => this.second = second;
            public override void Release() => second.FreeVectors();
        }
        internal sealed class ResourceList { {{list}} }
        internal sealed class Card
        {
            private readonly Dictionary<PciFunction, ResourceList> kept = new();
            public void Start(PciFunction function) { {{fill}} }
            public void Stop(PciFunction function) { if (kept.Remove(function, out var list)) list.ReleaseAll(); }
        }
        """;
}
