using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Functions in arrays, collections, tuples, and objects of the user's own.</summary>
public class Containers
{
    private const string Decide = "function.AssignMsiDomain(null);";
    private const string Reported = "IRQ1001 definite any: function.AssignMsiDomain(null)";

    [Theory]
    [InlineData("var list = new List<PciFunction> { function }; foreach (var f in list) f.AssignMsiDomain(null);")]
    [InlineData("var list = new List<PciFunction>(); list.Add(function); foreach (var f in list) f.AssignMsiDomain(null);")]
    [InlineData("var array = new[] { function }; foreach (var f in array) f.AssignMsiDomain(null);")]
    [InlineData("var array = new PciFunction[1]; array[0] = function; foreach (var f in array) f.AssignMsiDomain(null);")]
    [InlineData("var queue = new Queue<PciFunction>(); queue.Enqueue(function); var f = queue.Dequeue(); f.AssignMsiDomain(null);")]
    [InlineData("var list = new List<PciFunction> { function }; var f = list[0]; f.AssignMsiDomain(null);")]
    [InlineData("var (f, n) = (function, 1); f.AssignMsiDomain(null);")]
    [InlineData("var pair = (function, 1); var f = pair.function; f.AssignMsiDomain(null);")]
    [InlineData("(PciFunction One, int Two) pair = (function, 1); var f = pair.One; f.AssignMsiDomain(null);")]
    [InlineData("var pair = (function, 1); var (f, n) = pair; f.AssignMsiDomain(null);")]
    [InlineData("var job = new Job(function); var f = job.Function; f.AssignMsiDomain(null);")]
    [InlineData("var note = new Note(function, 1); var f = note.Function; f.AssignMsiDomain(null);")]
    [InlineData("var plain = new Plain { Function = function }; var f = plain.Function!; f.AssignMsiDomain(null);")]
    public Task What_is_put_in_comes_out(string body) => Model.ExpectAsync(
        Model.Host(body) + Types, "IRQ1001 definite any: f.AssignMsiDomain(null)");

    [Theory]
    [InlineData("foreach (var f in new List<PciFunction> { function }) iommu.Register(f); ")]
    [InlineData("foreach (var f in new[] { function, function.Bus.AddFunction(\"00.0\") }) iommu.Register(f); ")]
    [InlineData("var list = new List<PciFunction>(); list.Add(function); if (flag) list.Clear(); list.Add(function); foreach (var f in list) iommu.Register(f); ")]
    [InlineData("var stack = new Stack<PciFunction>(); stack.Push(function); iommu.Register(stack.Pop()); ")]
    [InlineData("var pair = (1, function); iommu.Register(pair.Item2); ")]
    [InlineData("var job = new Job(function); iommu.Register(job.Function); ")]
    [InlineData("var note = new Note(function, 1); iommu.Register(note.Function); ")]
    public Task What_is_done_to_what_comes_out_is_done(string body) => Model.ExpectAsync(Model.Host(body + Decide) + Types);

    [Theory]
    [InlineData("var list = new List<PciFunction> { one, two, three, four }; list[1] = list[0];", true)]
    [InlineData("var list = new List<PciFunction> { one, two, three, one };", true)]
    [InlineData("var list = new[] { one, two, three, four }; list[3] = two;", true)]
    [InlineData("var list = new[] { one, two, one };", true)]
    [InlineData("var list = new[] { one, two, one }; list[2] = three;", false)]
    [InlineData("var list = new List<PciFunction> { one, two, three };", false)]
    public async Task A_loop_comes_twice_to_what_is_in_it_twice(string list, bool isWrong)
    {
        var added = string.Concat(new[] { "one", "two", "three", "four" }.Select((name, number) => $"var {name} = function.Bus.AddFunction(\"0{number}.0\"); iommu.Register({name}); "));

        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host(
            $"{added} {list} foreach (var f in list) {{ f.AssignMsiDomain(null); iommu.Unregister(f); }}")));

        Assert.Equal(isWrong, found.Any(diagnostic => Model.Render(diagnostic).StartsWith("IRQ1001", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("list[round] = list[1];")]
    [InlineData("list.RemoveAt(round);")]
    [InlineData("list.Insert(round, list[1]);")]
    [InlineData("list.Add(list[0]);")]
    public async Task A_loop_that_comes_to_all_leaves_nothing_sure_of_one(string change)
    {
        var added = string.Concat(Enumerable.Range(0, 4).Select(number => $"function.Bus.AddFunction(\"0{number}.0\"), "));

        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host(
            $"Wire(function, 1); Wire(function, Environment.ProcessId);",
            $$"""
            private void Wire(PciFunction function, int round)
            {
                var list = new List<PciFunction> { {{added}} };
                {{change}}
                foreach (var f in list) iommu.Register(f);
                if (iommu.FindMsiDomain(list[0]) is { } found) list[0].AssignMsiDomain(found);
            }
            """)));

        Assert.DoesNotContain(found, diagnostic => diagnostic.Properties["irq.certainty"] == "definite");
    }

    [Theory]
    [InlineData("var list = new List<PciFunction> { function }; Later(list); ")]
    [InlineData("var list = new List<PciFunction> { function }; kept = list; ")]
    [InlineData("var list = new List<PciFunction> { function }; foreach (var f in list.Where(f => f.IsVirtual)) iommu.Register(f); ")]
    [InlineData("var list = new List<PciFunction> { function }; list.ForEach(f => iommu.Register(f)); ")]
    [InlineData("var list = new List<PciFunction> { function }; Action a = () => { foreach (var f in list) iommu.Register(f); }; Run(a); ")]
    [InlineData("var list = new List<List<PciFunction>>(); list.Add(new List<PciFunction> { function }); ")]
    [InlineData("kept.Add(function); Run(() => { }); ")]
    [InlineData("kept.Add(function); Drain(); ")]
    [InlineData("Keep(function); Drain(); ")]
    [InlineData("kept.Add(function); Nested(); ")]
    [InlineData("kept.Add(function); drain(); ")]
    [InlineData("var pair = (function, 1); Later(pair); ")]
    public Task What_others_have_is_unknown(string body) => Model.ExpectAsync(Model.Host(body + Decide, """
        private List<PciFunction> kept = new();
        internal Action drain = () => { };
        private void Keep(PciFunction f) => kept.Add(f);
        private void Drain() { foreach (var f in kept) iommu.Register(f); }
        private void Nested() => Later(this);
        protected virtual void Later(object any) => Drain();
        protected virtual void Run(Action a) => a();
        """));

    [Fact]
    public Task What_others_may_take_out_of_a_collection_in_a_hook_is_possible() => Model.ExpectAsync(
        Model.Host("kept.Add(function); Later(this); " + Decide, "private List<PciFunction> kept = new(); protected virtual void Later(object any) { }"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("if (known.Contains(function)) System.Console.WriteLine(\"known\");", "definite")]
    [InlineData("if (known.Contains(function)) System.Console.WriteLine($\"known: {function.VectorCapacity}\"); else System.Console.WriteLine(\"new\");", "definite")]
    [InlineData("if (!known.Contains(function)) known.Add(function);", "definite")]
    [InlineData("if (!known.Contains(function)) { known.Add(function); known.TrimExcess(); }", "definite")]
    [InlineData("if (!known.Contains(function)) others.Add(function);", "possible")]
    [InlineData("if (known.Contains(function)) flag = true;", "possible")]
    [InlineData("if (known.Contains(function)) Note();", "possible")]
    [InlineData("if (known.Contains(function)) others.ForEach(other => iommu.Register(other));", "possible")]
    [InlineData("if (known.Contains(function)) return;", "possible")]
    public Task Steps_that_may_be_left_out_leave_what_follows_sure_only_if_nothing_depends_on_them(string body, string certainty) => Model.ExpectAsync(
        Model.Host(body + " " + Decide, "private HashSet<PciFunction> known = new(); private List<PciFunction> others = new(); protected virtual void Note() { }"),
        $"IRQ1001 {certainty} any: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("text.WriteLine(function); ")]
    [InlineData("new System.Text.StringBuilder().Append(function); ")]
    [InlineData("kept.Add(function); ")]
    [InlineData("kept[0] = function; ")]
    [InlineData("if (!kept.Contains(function)) kept.Insert(0, function); ")]
    [InlineData("var map = new Dictionary<string, PciFunction>(); map[\"a\"] = function; ")]
    [InlineData("counts.TryGetValue(function, out var count); counts[function] = count + 1; ")]
    [InlineData("Keep(function); ")]
    [InlineData("notes.Add(new Note(function, 1)); ")]
    [InlineData("notes.Add(new Note(function, 1)); foreach (var note in notes) note.Function.SetDefaultMsiDomain(null); ")]
    public Task A_collection_of_the_framework_changes_no_facts(string body) => Model.ExpectAsync(
        Model.Host(body + Decide, """
            private List<PciFunction> kept = new();
            private System.IO.TextWriter text = null!;
            private List<Note> notes = new();
            private Dictionary<PciFunction, int> counts = new();
            private void Keep(PciFunction f) => kept.Add(f);
            """) + Types,
        "IRQ1001 definite any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_collection_that_tells_others_is_no_mere_collection() => Model.ExpectAsync(Model.Host(
        "seen.Add(function); " + Decide, "private System.Collections.ObjectModel.ObservableCollection<PciFunction> seen = new();"));

    [Fact]
    public Task What_was_made_here_and_put_away_may_come_out_again() => Model.ExpectAsync(Model.Boot(
        "var made = bus.AddFunction(\"02.0\"); kept.Add(made); foreach (var f in kept) iommu.Register(f); made.AssignMsiDomain(null);",
        "private List<PciFunction> kept = new();"),
        "IRQ1001 possible physical: made.AssignMsiDomain(null)");

    [Fact]
    public Task What_may_be_in_a_list_is_possible() => Model.ExpectAsync(
        Model.Host("var list = new List<PciFunction>(); if (flag) list.Add(function); foreach (var f in list) f.AssignMsiDomain(null);"),
        "IRQ1001 possible any: f.AssignMsiDomain(null)");

    [Fact]
    public Task A_list_that_is_empty_gives_nothing() => Model.ExpectAsync(
        Model.Host("var list = new List<PciFunction> { function }; list.Clear(); foreach (var f in list) f.AssignMsiDomain(null);"));

    [Fact]
    public Task Of_two_elements_each_is_followed() => Model.ExpectAsync("""
        public class C
        {
            public void Both(Iommu iommu, PciBus bus)
            {
                var one = bus.AddFunction("00.0");
                var two = bus.AddFunction("01.0");
                iommu.Register(two);
                foreach (var each in new[] { one, two }) each.AssignMsiDomain(null);
            }
        }
        """, "IRQ1001 definite physical: each.AssignMsiDomain(null)");

    [Fact]
    public Task A_list_filled_in_a_loop_has_what_was_put_in() => Model.ExpectAsync("""
        public class C
        {
            public void Fill(Iommu iommu, PciBus bus)
            {
                var list = new List<PciFunction>();
                for (var i = 0; i < 3; i++) list.Add(bus.AddFunction("00." + i));
                foreach (var each in list) each.AssignMsiDomain(null);
            }
        }
        """, "IRQ1001 definite physical: each.AssignMsiDomain(null)");

    [Fact]
    public Task Other_fields_of_the_same_object_are_others() => Model.ExpectAsync(
        Model.Host("var plain = new Plain { Function = function, Other = function.PhysicalFunction }; iommu.Register(plain.Other!); function.AssignMsiDomain(null);") + Types,
        Reported);

    [Fact]
    public Task An_iterator_s_body_is_analysed_and_has_no_effect_until_it_is_asked() => Model.ExpectAsync(
        Model.Host("foreach (var f in Each(function)) f.AssignMsiDomain(null);",
            "private IEnumerable<PciFunction> Each(PciFunction f) { var g = f.Bus.AddFunction(\"00.0\"); g.AssignMsiDomain(null); yield return f; iommu.Register(f); }"),
        "IRQ1001 definite physical: g.AssignMsiDomain(null)");

    [Theory]
    [InlineData("lock (iommu) { iommu.Register(function); }")]
    [InlineData("using (new System.IO.MemoryStream()) { iommu.Register(function); }")]
    [InlineData("switch (function) { case VirtualFunction v: iommu.Register(v); break; default: iommu.Register(function); break; }")]
    [InlineData("switch (function.IsVirtual) { case true: iommu.Register(function); break; case false: goto case true; }")]
    [InlineData("var n = function switch { { IsVirtual: true } => 1, _ => 2 }; iommu.Register(function);")]
    [InlineData("var n = 0; again: iommu.Register(function); if (n++ < 3) goto again;")]
    public Task Statements_of_every_kind_are_followed(string body) => Model.ExpectAsync(Model.Host(body + Decide));

    [Fact]
    public Task A_setter_does_what_its_body_does() => Model.ExpectAsync(
        Model.Host("Current = function; " + Decide, "private PciFunction Current { set => iommu.Register(value); }"));

    [Fact]
    public Task A_partial_class_is_one_class() => Model.ExpectAsync(
        ["public partial class P { public void Go(Iommu i, PciBus bus) { var f = bus.AddFunction(\"00.0\"); Place(i, f); f.AssignMsiDomain(null); } }",
         "public partial class P { private void Place(Iommu i, PciFunction f) => i.Register(f); }"]);

    private const string Types = """

        public sealed class Job { public Job(PciFunction function) { Function = function; } public PciFunction Function { get; } }
        public sealed record Note(PciFunction Function, int Number);
        public sealed class Plain { public PciFunction? Function { get; set; } public PciFunction? Other { get; set; } }
        """;
}
