using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Steps that are put down and run later: what they do is compared in the order in which they will run.</summary>
public class StepsRunLater
{
    private const string Release = "function.ReleaseInterrupts()";
    private const string Free = "function.FreeVectors()";
    private const string Found = "IRQ4001 possible any: function.FreeVectors()";

    private const string Undo = """
        internal sealed class Undo
        {
            private readonly Stack<Action> actions = new();
            public void Push(Action action) => actions.Push(action);
            public void RunAll() { while (actions.TryPop(out var action)) action(); }
        }
        """;

    private const string Defer = """
        internal sealed class Defer
        {
            private readonly List<Action> actions = new();
            public Defer Later(Action action) { actions.Add(action); return this; }
            public void Run() { for (var i = actions.Count - 1; i >= 0; i--) actions[i](); }
        }
        """;

    private const string InOrder = """
        internal sealed class Plan
        {
            private readonly List<Action> actions = new();
            public void Then(Action action) { if (action is not null) actions.Add(action); }
            public void Run() { foreach (var action in actions) action(); }
        }
        """;

    public static TheoryData<string, string, string, string, string> Backwards => new()
    {
        { Undo, "Dictionary<PciFunction, Undo> kept", "var undo = kept[function] = new Undo(); function.RequestInterrupts(); undo.Push(() => {0}); undo.Push(() => {1});", "if (kept.Remove(function, out var undo)) undo.RunAll();", "" },
        { "", "Dictionary<PciFunction, Stack<Action>> kept", "var undo = new Stack<Action>(); kept[function] = undo; undo.Push(() => { {0}; }); function.RequestInterrupts(); undo.Push(() => {1});", "if (kept.Remove(function, out var undo)) while (undo.Count > 0) undo.Pop()();", "" },
        { Defer, "Dictionary<PciFunction, Defer> kept", "function.RequestInterrupts(); kept[function] = new Defer().Later(() => {0}).Later(() => {1});", "if (kept.Remove(function, out var defer)) defer.Run();", "" },
        {
            Undo, "Dictionary<PciFunction, Undo> kept", "Managed(function, function => {0}); function.RequestInterrupts(); Managed(function, function => {1});", "if (kept.Remove(function, out var undo)) undo.RunAll();",
            "private void Managed(PciFunction owner, Action<PciFunction> give) { if (!kept.TryGetValue(owner, out var undo)) kept[owner] = undo = new Undo(); undo.Push(() => give(owner)); }"
        },
    };

    public static TheoryData<string, string> Forwards => new()
    {
        { "foreach (var step in Steps(function)) step();", "private static IEnumerable<Action> Steps(PciFunction function) { yield return () => {0}; yield return () => {1}; }" },
        { "foreach (var step in Steps(function)) step();", "private static Action[] Steps(PciFunction function) => new Action[] { () => {0}, () => {1} };" },
        { "foreach (var step in Steps(function)) step();", "private static List<Action> Steps(PciFunction function) { var steps = new List<Action>(); steps.Add(() => {0}); steps.Add(() => {1}); return steps; }" },
        { "foreach (var (name, run) in Steps()) run(function);", "private static IEnumerable<(string, Action<PciFunction>)> Steps() { yield return (\"one\", function => {0}); yield return (\"two\", function => {1}); }" },
        { "foreach (var step in Steps(function).Reverse()) step();", "private static IEnumerable<Action> Steps(PciFunction function) { yield return () => {1}; yield return () => {0}; }" },
    };

    [Theory]
    [MemberData(nameof(Backwards))]
    public async Task What_is_undone_runs_backwards(string types, string field, string probe, string unbind, string members)
    {
        string Program(string first, string second) => types + Driver($"private readonly {field} = new();", Fill(probe, first, second), unbind, members);
        Assert.DoesNotContain(await FindAsync(Program(Free, Release)), finding => finding.StartsWith("IRQ4001", StringComparison.Ordinal));
        Assert.Contains(Found, await FindAsync(Program(Release, Free)));
    }

    [Theory]
    [MemberData(nameof(Forwards))]
    public async Task What_a_loop_calls_runs_in_the_order_in_which_it_is_given(string unbind, string members)
    {
        string Program(string first, string second) => Driver("", "function.RequestInterrupts();", "if (function.HasVectors) " + unbind, Fill(members, first, second));
        Assert.DoesNotContain(Found, await FindAsync(Program(Release, Free)));
        Assert.Contains(Found, await FindAsync(Program(Free, Release)));
    }

    [Theory]
    [InlineData(Release, Free, false)]
    [InlineData(Free, Release, true)]
    public async Task A_list_that_a_class_runs_from_its_start_runs_in_order(string first, string second, bool isWrong)
    {
        var found = await FindAsync(InOrder + Driver(
            "private readonly Plan plan = new();", "function.RequestInterrupts();", Fill("plan.Then(() => {0}); plan.Then(() => {1}); plan.Run();", first, second), ""));
        Assert.Equal(isWrong, found.Contains(Found));
    }

    [Fact]
    public async Task What_a_later_step_establishes_an_earlier_one_lacks() => Assert.Contains(
        "IRQ4005 possible any: function.RequestInterrupts()",
        await FindAsync(Driver(
            "", "foreach (var step in Steps(function)) step();", "function.ReleaseInterrupts(); function.FreeVectors();",
            "private static IEnumerable<Action> Steps(PciFunction function) { yield return () => function.RequestInterrupts(); yield return () => function.AllocateVectors(2); }")));

    [Fact]
    public async Task What_is_given_up_and_established_anew_was_there_before() => Assert.DoesNotContain(
        await FindAsync(Driver(
            "", "function.RequestInterrupts(); foreach (var step in Again(function)) step();", "function.ReleaseInterrupts(); function.FreeVectors();", """
            private static IEnumerable<Action> Again(PciFunction function)
            {
                yield return () => function.ReleaseInterrupts();
                yield return () => function.FreeVectors();
                yield return () => function.AllocateVectors(2);
                yield return () => function.RequestInterrupts();
            }
            """)),
        finding => finding.Contains("possible any: function.", StringComparison.Ordinal));

    [Theory]
    [InlineData("if (function.VectorCapacity > 4) undo.Push(() => function.ReleaseInterrupts()); else undo.Push(() => function.FreeVectors());")]
    [InlineData("undo.Push(() => function.ReleaseInterrupts()); undo.Push(() => other.FreeVectors());")]
    [InlineData("undo.Push(() => function.ReleaseInterrupts()); others.Push(() => function.FreeVectors());")]
    public async Task Steps_of_two_ways_two_functions_or_two_lists_have_no_order(string probe) => Assert.DoesNotContain(
        await FindAsync(Driver("private readonly Stack<Action> undo = new(), others = new(); private PciFunction other = null!;", "function.RequestInterrupts(); " + probe, "", "")),
        finding => finding.StartsWith("IRQ4001", StringComparison.Ordinal));

    [Theory]
    [InlineData("foreach (var f in AddedFunctions) f.AssignMsiDomain(iommu.FindMsiDomain(f)); foreach (var f in AddedFunctions) iommu.Register(f);", true)]
    [InlineData("foreach (var f in AddedFunctions) iommu.Register(f); foreach (var f in AddedFunctions) f.AssignMsiDomain(iommu.FindMsiDomain(f));", false)]
    [InlineData("var all = AddedFunctions.OfType<PhysicalFunction>().ToList(); foreach (var f in all) f.AssignMsiDomain(iommu.FindMsiDomain(f)); foreach (var f in all) iommu.Register(f);", true)]
    [InlineData("var all = AddedFunctions.OfType<PhysicalFunction>().ToList(); foreach (var f in all) iommu.Register(f); foreach (var f in all) f.AssignMsiDomain(iommu.FindMsiDomain(f));", false)]
    [InlineData("var all = AddedFunctions.Select(f => (Function: f, Domain: iommu.FindMsiDomain(f))).ToList(); foreach (var one in all) iommu.Register(one.Function);", true)]
    [InlineData("var all = AddedFunctions.Select(f => (Function: f, Domain: iommu.FindMsiDomain(f))); foreach (var f in AddedFunctions) iommu.Register(f); foreach (var (f, domain) in all) f.AssignMsiDomain(domain);", false)]
    [InlineData("foreach (var f in AddedFunctions) f.AssignMsiDomain(iommu.FindMsiDomain(f)); foreach (var f in Machine.Buses[0].Functions) iommu.Register(f);", false)]
    public async Task Loops_over_one_collection_run_one_after_the_other(string boot, bool isWrong)
    {
        var found = await FindAsync(Late(boot, members: ""));
        Assert.Equal(isWrong ? 1 : 0, found.Count(finding => finding == "IRQ1001 possible any: iommu.FindMsiDomain(f)"));
    }

    [Theory]
    [InlineData("for (var i = 0; i < AddedFunctions.Count; i++) iommu.FindMsiDomain(AddedFunctions[i]); for (var i = 0; i < AddedFunctions.Count; i++) iommu.Register(AddedFunctions[i]);", "", "iommu.FindMsiDomain(AddedFunctions[i])")]
    [InlineData("for (var i = 0; i < AddedFunctions.Count; i++) iommu.Register(AddedFunctions[i]); for (var i = 0; i < AddedFunctions.Count; i++) iommu.FindMsiDomain(AddedFunctions[i]);", "", "")]
    [InlineData("for (var i = 0; i < AddedFunctions.Count; i++) { var f = AddedFunctions[i]; iommu.FindMsiDomain(f); } foreach (var f in AddedFunctions) iommu.Register(f);", "", "iommu.FindMsiDomain(f)")]
    [InlineData("foreach (var f in AddedFunctions) Look(f); foreach (var f in AddedFunctions) Admit(f);", Helpers, "Look(f)")]
    [InlineData("foreach (var f in AddedFunctions) Admit(f); foreach (var f in AddedFunctions) Look(f);", Helpers, "")]
    [InlineData("LookAll(); AdmitAll();", Helpers, "LookAll()")]
    [InlineData("AdmitAll(); LookAll();", Helpers, "")]
    [InlineData("LookAll(); Subscribe(new Empty());", Helpers, "")]
    public async Task Loops_that_count_or_call_and_methods_with_a_loop_run_one_after_the_other(string boot, string members, string place)
    {
        var found = await FindAsync(Late(boot, members));
        Assert.Equal(place.Length > 0 ? [$"IRQ1001 possible any: {place}"] : [], found.Where(one => one.StartsWith("IRQ1001", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Action<PciFunction> down = f => f.FreeVectors(); down += f => f.ReleaseInterrupts(); return down;", true)]
    [InlineData("Action<PciFunction> down = f => f.ReleaseInterrupts(); down += f => f.FreeVectors(); return down;", false)]
    [InlineData("Action<PciFunction> down = f => f.FreeVectors(); Action<PciFunction> first = f => f.ReleaseInterrupts(); first += down; return first;", false)]
    public async Task Delegates_that_a_method_combines_and_gives_run_in_that_order(string combine, bool isWrong) =>
        Assert.Equal(isWrong ? 1 : 0, (await FindAsync(Driver("", "function.RequestInterrupts();", "Down()(function);", $"private static Action<PciFunction> Down() {{ {combine} }}"))).Count(one => one.StartsWith("IRQ4001", StringComparison.Ordinal)));

    [Theory]
    [InlineData("foreach (var f in all) f.Suspend(); foreach (var f in all) f.WriteMessages();", true)]
    [InlineData("foreach (var f in all) f.Suspend(); Console.WriteLine(); foreach (var f in all) { Note(); f.WriteMessages(); }", true)]
    [InlineData("foreach (var f in all) { if (f.HasVectors) f.Suspend(); } foreach (var f in all) f.WriteMessages();", false)]
    [InlineData("foreach (var f in all) f.Suspend(); all = Others(); foreach (var f in all) f.WriteMessages();", false)]
    [InlineData("foreach (var f in all) f.Suspend(); Refill(); foreach (var f in all) f.WriteMessages();", false)]
    [InlineData("foreach (var f in all) f.Suspend(); foreach (var f in all) { f.PowerUp(); f.WriteMessages(); }", false)]
    [InlineData("foreach (var f in all) f.Suspend(); foreach (var f in Others()) f.WriteMessages();", false)]
    [InlineData("if (all.Count > 3) { foreach (var f in all) f.Suspend(); } else { foreach (var f in all) f.WriteMessages(); }", false)]
    public async Task What_a_loop_has_switched_off_the_next_does_not_find_on(string body, bool isWrong)
    {
        var found = await FindAsync($$"""
            internal sealed class Group
            {
                private List<PciFunction> all = new();
                public void Run() { {{body}} }
                private static void Note() { }
                private static List<PciFunction> Others() => new();
                private void Refill() => all = Others();
            }
            """);
        Assert.Equal(isWrong ? ["IRQ4006 possible any: f.WriteMessages()"] : [], found);
    }

    private const string Helpers = """
        private void Look(PciFunction its) { if (iommu.FindMsiDomain(its) is { } domain) its.SetDefaultMsiDomain(domain); }
        private void Admit(PciFunction its) => iommu.Register(its);
        private void LookAll() { foreach (var f in AddedFunctions) iommu.FindMsiDomain(f); }
        private void AdmitAll() { for (var i = 0; i < AddedFunctions.Count; i++) iommu.Register(AddedFunctions[i]); }
        private sealed class Empty : BusNotifier { public Empty() : base(1) { } }
        """;

    private static string Late(string boot, string members) => $$"""
        internal sealed class LateHost : Host
        {
            private readonly Iommu iommu;
            public LateHost(Machine machine) : base(machine) => iommu = new(machine);
            public override async Flow Boot()
            {
                iommu.EnableInterruptRemapping();
                CreateDefaultMsiDomain();
                await ScanBuses();
                {{boot}}
            }
            {{members}}
        }
        """;

    private static string Fill(string text, string first, string second) =>
        text.Replace("{0}", first, StringComparison.Ordinal).Replace("{1}", second, StringComparison.Ordinal);

    private static string Driver(string fields, string probe, string unbind, string members) => $$"""
        internal sealed class TheDriver : PciDriver
        {
            {{fields}}
            public TheDriver() : base("the driver") { }
            public override bool Matches(PciFunction function) => true;
            protected override async Flow Probe(PciFunction function) { if (function.AllocateVectors(2) == 0) return; {{probe}} }
            protected override async Flow Unbind(PciFunction function) { {{unbind}} }
            {{members}}
        }
        """;

    private static async Task<IReadOnlyList<string>> FindAsync(string model)
    {
        var compilation = Model.Compile(model);
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(one => one.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        var found = await Model.AnalyzeAsync(compilation);
        return [.. found.Select(one => $"{one.Id} {one.Properties["irq.certainty"]} {one.Properties["irq.class"]}: {one.Location.SourceTree!.GetText().ToString(one.Location.SourceSpan)}")];
    }
}
