using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>
/// What a driver keeps for each function decides what Unbind gives back. A right driver and one with the order wrong differ in nothing but the order.
/// </summary>
public class KeptStates
{
    private const string Flags = "internal sealed class St { public int Vectors; public bool Requested; }";
    private const string Phases = "internal enum Ph { None, Allocated, Requested } internal sealed class St { public Ph Phase; }";
    private const string Bits = "[Flags] internal enum F { None = 0, Vectors = 1, Requested = 2 }";
    private const string Record = "internal sealed record St(int Vectors, bool Requested);";
    private const string ByFunction = "private readonly Dictionary<PciFunction, St> states = new();";
    private const string Free = "IRQ4001 possible any: function.FreeVectors()";

    [Theory]
    [InlineData(Flags, ByFunction, "if (!states.Remove(function, out var st)) return;", "if (st.Requested) function.ReleaseInterrupts();", "if (st.Vectors > 0) function.FreeVectors();")]
    [InlineData(Flags, ByFunction, "if (!states.TryGetValue(function, out var st)) return;", "if (st.Requested) { function.ReleaseInterrupts(); st.Requested = false; }", "if (st.Vectors != 0) { function.FreeVectors(); st.Vectors = 0; }")]
    [InlineData(Flags, ByFunction, "var st = states.GetValueOrDefault(function); if (st is null) return;", "if (st.Requested) function.ReleaseInterrupts();", "function.FreeVectors();")]
    [InlineData(Flags, ByFunction, "var st = states[function];", "if (st.Requested == true) function.ReleaseInterrupts();", "function.FreeVectors();")]
    [InlineData(Flags, ByFunction, "", "if (states[function].Requested) function.ReleaseInterrupts();", "function.FreeVectors();")]
    [InlineData(Flags, "private readonly Dictionary<Bdf, St> states = new();", "if (!states.Remove(function.Address, out var st)) return;", "if (st.Requested) function.ReleaseInterrupts();", "function.FreeVectors();")]
    [InlineData(Flags, "private readonly System.Runtime.CompilerServices.ConditionalWeakTable<PciFunction, St> states = new();", "if (!states.TryGetValue(function, out var st)) return;", "if (st.Requested) function.ReleaseInterrupts();", "function.FreeVectors();")]
    [InlineData(Phases, ByFunction, "if (!states.Remove(function, out var st)) return;", "if (st.Phase == Ph.Requested) { function.ReleaseInterrupts(); st.Phase = Ph.Allocated; }", "if (st.Phase != Ph.None) function.FreeVectors();")]
    [InlineData(Bits, "private readonly Dictionary<PciFunction, F> states = new();", "if (!states.Remove(function, out var bits)) return;", "if (bits.HasFlag(F.Requested)) function.ReleaseInterrupts();", "if ((bits & F.Vectors) != 0) function.FreeVectors();")]
    [InlineData(Record, ByFunction, "if (!states.Remove(function, out var st)) return;", "if (st is { Requested: true }) function.ReleaseInterrupts();", "if (st is { Vectors: > 0 }) function.FreeVectors();")]
    [InlineData(Record, ByFunction, "if (!states.Remove(function, out var st)) return; var (count, requested) = st;", "if (requested) function.ReleaseInterrupts();", "function.FreeVectors();")]
    [InlineData("", "private readonly Dictionary<PciFunction, (int, bool)> states = new();", "var (count, requested) = states[function];", "if (requested) function.ReleaseInterrupts();", "if (count > 0) function.FreeVectors();")]
    [InlineData(Flags, ByFunction, "if (!states.Remove(function, out var st)) return; var requested = st.Requested;", "if (requested) function.ReleaseInterrupts();", "function.FreeVectors();")]
    public async Task Who_asks_what_was_kept_gives_back_in_order(string types, string members, string find, string release, string free)
    {
        await Model.ExpectAsync(types + Driver(members, find + release + free));
        await Model.ExpectAsync(types + Driver(members, find + free + release), Free);
    }

    [Fact]
    public Task Of_a_switch_over_phases_each_case_is_right() => Model.ExpectAsync(
        Phases + Driver(ByFunction, "if (!states.Remove(function, out var st)) return; switch (st.Phase) { case Ph.Requested: function.ReleaseInterrupts(); goto case Ph.Allocated; case Ph.Allocated: function.FreeVectors(); break; }"));

    [Theory]
    [InlineData("if (st.Requested) f.ReleaseInterrupts(); if (st.Vectors > 0) f.FreeVectors();", "")]
    [InlineData("if (st.Vectors > 0) f.FreeVectors(); if (st.Requested) f.ReleaseInterrupts();", "IRQ4001 possible any: Stop(function, st)")]
    public Task A_helper_that_gets_what_is_kept_asks_for_its_function(string stop, string finding) => Model.ExpectAsync(
        Flags + Driver(ByFunction, "if (states.Remove(function, out var st)) Stop(function, st);", $"private static void Stop(PciFunction f, St st) {{ {stop} }}"), finding.Length > 0 ? [finding] : []);

    [Theory]
    [InlineData("Stop(function);", "private void Stop(PciFunction f) { if (!states.Remove(f, out var st)) return; f.ReleaseInterrupts(); f.FreeVectors(); }")]
    [InlineData("Stop(function);", "private void Stop(PciFunction f) { if (states.Remove(f, out var st)) { f.ReleaseInterrupts(); f.FreeVectors(); } }")]
    [InlineData("if (Stop(function) != 0) Console.WriteLine(function);", "private int Stop(PciFunction f) { if (!states.ContainsKey(f)) { Console.WriteLine(f); return 1; } f.ReleaseInterrupts(); f.FreeVectors(); return 0; }")]
    [InlineData("var same = Stop(function);", "private bool Stop(PciFunction f) { if (this.states.Remove(f)) { f.ReleaseInterrupts(); f.FreeVectors(); } return true; }")]
    [InlineData("Stop(function);", "private void Stop(PciFunction f) { if (!states.Remove(f, out var st)) return; f.ReleaseInterrupts(); }", "IRQ4002 possible any: Unbind")]
    [InlineData("Stop(function);", "private void Stop(PciFunction f) { if (!states.Remove(f, out var st)) return; f.FreeVectors(); f.ReleaseInterrupts(); }", "IRQ4001 possible any: Stop(function)")]
    [InlineData("Stop(function);", "private void Stop(PciFunction f) { if (states.ContainsKey(f)) return; f.ReleaseInterrupts(); f.FreeVectors(); }", "IRQ4002 possible any: Unbind")]
    [InlineData("Stop(function);", "private void Stop(PciFunction f) { if (!flag) return; f.ReleaseInterrupts(); f.FreeVectors(); }", "IRQ4002 possible any: Unbind")]
    public async Task A_helper_that_looks_up_first_does_what_is_left_to_do(string unbind, string helper, params string[] findings) =>
        Assert.Equal(findings, (await Model.AnalyzeAsync(Model.Compile(Flags + Driver(ByFunction, unbind, helper)))).Select(Model.Render).Where(one => one.Contains("IRQ4")));

    [Theory]
    [InlineData("if (count == 0) return; f.ReleaseInterrupts(); f.FreeVectors(); count = 0;")]
    [InlineData("if (count > 0) { f.ReleaseInterrupts(); f.FreeVectors(); }")]
    [InlineData("f.ReleaseInterrupts(); f.FreeVectors();")]
    [InlineData("if (count == 0) return; f.ReleaseInterrupts();", "IRQ4002 possible any: Unbind")]
    [InlineData("if (count == 0) return; f.FreeVectors(); f.ReleaseInterrupts();", "IRQ4001 possible any: Return(function, ref count)")]
    public Task A_helper_that_gets_a_count_gives_back_what_it_says(string give, params string[] findings) => Model.ExpectAsync(
        Driver(
            "private readonly Dictionary<Bdf, int> counts = new();",
            "if (!counts.Remove(function.Address, out var count)) return; Return(function, ref count);",
            $"private static void Return(PciFunction f, ref int count) {{ {give} }}"),
        findings);

    [Theory]
    [InlineData("if (--users > 0) return; function.ReleaseInterrupts(); function.FreeVectors();")]
    [InlineData("if (users > 1) { users--; return; } function.ReleaseInterrupts(); function.FreeVectors();")]
    [InlineData("users--; if (users == 0) { function.ReleaseInterrupts(); function.FreeVectors(); }")]
    [InlineData("if (--users > 0) return; function.FreeVectors(); function.ReleaseInterrupts();", "IRQ4001 possible any: function.FreeVectors()", "IRQ4001 possible virtual: shared.Put()")]
    [InlineData("if (--users > 0) return; function.ReleaseInterrupts();", "IRQ4002 possible any: Unbind")]
    public Task The_last_user_gives_back(string put, params string[] findings) => Model.ExpectAsync(
        $$"""
        internal sealed class Shared
        {
            private readonly PciFunction function;
            private int users = 1;
            public Shared(PciFunction function) => this.function = function;
            public void Get() => users++;
            public void Put() { {{put}} }
        }
        """ + Driver("private readonly SortedDictionary<Bdf, Shared> all = new();", "if (all.Remove(function.Address, out var shared)) shared.Put();"),
        findings);

    [Theory]
    [InlineData("if (requested) Function.ReleaseInterrupts(); Function.FreeVectors();", false)]
    [InlineData("if (requested) Function.ReleaseInterrupts();", true)]
    public Task One_of_several_kinds_of_sessions_gives_back_what_it_took(string close, bool isWrong) => Model.ExpectAsync(
        $$"""
        internal abstract class Session
        {
            protected Session(PciFunction function) => Function = function;
            protected PciFunction Function { get; }
            public abstract void Close();
        }
        internal sealed class Polled : Session
        {
            public Polled(PciFunction function) : base(function) { }
            public override void Close() { }
        }
        internal sealed class Interrupted : Session
        {
            private bool requested;
            public Interrupted(PciFunction function) : base(function) { }
            public void Open() { if (Function.AllocateVectors(1) > 0) { Function.RequestInterrupts(); requested = true; } }
            public override void Close() { {{close}} }
        }
        """ + Driver("private readonly Dictionary<PciFunction, Session> sessions = new();", "if (sessions.Remove(function, out var session)) session.Close();"),
        isWrong ? ["IRQ4002 possible any: Unbind"] : []);

    [Theory]
    [InlineData("if (requested) { function.ReleaseInterrupts(); requested = false; }", "if (vectors > 0) { function.FreeVectors(); vectors = 0; }", "")]
    [InlineData("if (vectors > 0) { function.FreeVectors(); vectors = 0; }", "if (requested) { function.ReleaseInterrupts(); requested = false; }", "IRQ4001 possible any: function.FreeVectors()\nIRQ4001 possible virtual: c.Stop()")]
    public Task An_object_that_has_the_function_keeps_its_state(string first, string second, string finding) => Model.ExpectAsync(
        $$"""
        internal sealed class Context
        {
            private readonly PciFunction function;
            private int vectors;
            private bool requested;
            public Context(PciFunction function) => this.function = function;
            public void Start() { vectors = function.AllocateVectors(4); if (vectors > 0) { function.RequestInterrupts(); requested = true; } }
            public void Stop() { {{first}} {{second}} }
        }
        """ + Driver("private readonly Dictionary<PciFunction, Context> contexts = new();", "if (contexts.Remove(function, out var c)) c.Stop();"), finding.Length > 0 ? [finding] : []);

    [Theory]
    [InlineData("if (state.Known) return;", "")]
    [InlineData("", "")]
    [InlineData("return;", "IRQ1001 definite physical: Commit(ref state)")]
    public Task A_structure_that_has_the_function_keeps_its_state(string guard, string finding) => Model.ExpectAsync(
        $$"""
        internal struct Ir { public PciFunction Function; public bool Known; }
        internal sealed class Noting : IommuNotifier
        {
            private readonly Iommu iommu;
            public Noting(Iommu iommu) : base(1) => this.iommu = iommu;
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual) { function.InheritMsiDomain(); return; }
                var state = new Ir { Function = function };
                Insert(ref state);
                Commit(ref state);
            }
            private void Insert(ref Ir state)
            {
                {{guard}}
                iommu.Register(state.Function);
                state.Known = true;
            }
            private void Commit(ref Ir state) => state.Function.AssignMsiDomain(iommu.FindMsiDomain(state.Function));
        }
        """, finding.Length > 0 ? [finding + "\n" + finding] : []);

    [Fact]
    public Task What_a_method_has_just_set_says_what_it_has_done() => Model.ExpectAsync(
        """
        internal sealed class Context
        {
            private readonly PciFunction function;
            private int vectors;
            public Context(PciFunction function) => this.function = function;
            public bool Start()
            {
                vectors = function.AllocateVectors(4);
                if (vectors < 2) return false;
                function.RequestInterrupts();
                return true;
            }
        }
        internal sealed class Starting : PciDriver
        {
            public Starting() : base("starting") { }
            public override bool Matches(PciFunction function) => true;
            protected override async Flow Probe(PciFunction function)
            {
                if (!new Context(function).Start()) function.FailProbe();
            }
        }
        """, "IRQ4002 possible any: function.FailProbe()");

    [Theory]
    [InlineData("if (!live.Remove(function)) return; function.ReleaseInterrupts(); function.FreeVectors();", "")]
    [InlineData("if (!live.Remove(function)) return; function.FreeVectors();", Free)]
    public Task A_function_that_was_taken_out_of_a_set_was_in_use(string unbind, string finding) => Model.ExpectAsync(
        Driver("private readonly HashSet<PciFunction> live = new();", unbind), finding.Length > 0 ? [finding] : []);

    [Theory]
    [InlineData("if (!live.Contains(function)) return; function.ReleaseInterrupts(); function.FreeVectors();", "")]
    [InlineData("if (!live.Contains(function)) return; function.FreeVectors();", Free)]
    [InlineData("if (live.Contains(function)) function.ReleaseInterrupts();", "IRQ4002 possible any: Unbind")]
    [InlineData("if (live.Contains(function)) { function.ReleaseInterrupts(); function.FreeVectors(); }", "")]
    [InlineData("if (live.Contains(function)) { function.FreeVectors(); function.ReleaseInterrupts(); live.Remove(function); }", Free)]
    public Task A_function_that_is_in_a_set_is_in_use(string unbind, string finding) => Model.ExpectAsync(
        Driver("private readonly HashSet<PciFunction> live = new();", unbind), finding == "" ? [] : [finding]);

    [Theory]
    [InlineData("if (st.On) count++; function.FreeVectors();", Free)]
    [InlineData("if (st.On) count++; function.ReleaseInterrupts(); function.FreeVectors();", "")]
    [InlineData("if (st.On) function.ReleaseInterrupts(); function.FreeVectors();", "")]
    [InlineData("_ = st.On;", "IRQ4002 possible any: Unbind")]
    [InlineData("_ = Counter.Next(); function.FreeVectors();", Free)]
    public Task What_is_counted_or_asked_for_on_the_way_changes_nothing(string unbind, string finding) => Model.ExpectAsync(
        "internal sealed class St { public int Vectors; public bool On => Vectors > 0; } internal static class Counter { private static int last; public static int Next() => ++last; }"
            + Driver(ByFunction + "private int count;", "if (!states.Remove(function, out var st)) return;" + unbind), finding == "" ? [] : [finding]);

    [Fact]
    public Task Options_that_a_helper_gets_say_nothing_of_its_function() => Model.ExpectAsync(
        "internal sealed class O { public bool Quiet { get; set; } }"
        + Driver("private readonly O o = new();", "Stop(function, o);", "private static void Stop(PciFunction f, O o) { if (!o.Quiet) f.ReleaseInterrupts(); f.FreeVectors(); }"),
        "IRQ4001 possible any: Stop(function, o)");

    [Fact]
    public Task What_is_never_given_back_is_missing_whatever_is_kept() => Model.ExpectAsync(
        Flags + Driver(ByFunction, "if (!states.Remove(function, out var st)) return; if (st.Requested) function.ReleaseInterrupts();"), "IRQ4002 possible any: Unbind");

    [Fact]
    public Task A_flag_that_says_that_it_was_torn_down_ends_the_tearing_down() => Model.ExpectAsync(
        "internal sealed class St { public bool Gone; }"
        + Driver("private readonly Dictionary<PciFunction, St> states = new();", "if (!states.TryGetValue(function, out var st)) return; if (st.Gone) return; st.Gone = true; function.FreeVectors(); function.ReleaseInterrupts();"),
        Free);

    [Fact]
    public Task VFs_come_and_go_whatever_a_driver_counts() => Model.ExpectAsync("""
        internal sealed class St { public int Vfs; }
        internal sealed class Counting : PciDriver
        {
            private readonly Dictionary<PciFunction, St> states = new();
            public Counting() : base("counting") { }
            public override bool Matches(PciFunction function) => true;
            protected override async Flow Unbind(PciFunction function)
            {
                if (states.Remove(function, out var st) && st.Vfs > 0) await ((PhysicalFunction)function).DisableSriov();
                function.ReleaseInterrupts();
                function.FreeVectors();
            }
        }
        """, "IRQ2004 possible physical: Unbind");

    [Theory]
    [InlineData("if (states.ContainsKey(function)) function.RequestInterrupts();")]
    [InlineData("if (!states.TryGetValue(function, out var st)) return; function.RequestInterrupts(); st.Requested = true;")]
    [InlineData("if (!states.TryGetValue(function, out var st) || st.Vectors == 0) return; function.RequestInterrupts();")]
    [InlineData("function.RequestInterrupts();", "IRQ4005 possible any: function.RequestInterrupts()")]
    [InlineData("if (!states.ContainsKey(function)) return; function.FreeVectors(); function.RequestInterrupts();", "IRQ4001 possible any: function.FreeVectors()", "IRQ4005 possible any: function.RequestInterrupts()")]
    public Task A_function_that_is_kept_has_vectors_when_it_resumes(string resume, params string[] findings) => Model.ExpectAsync(
        Flags + Driver(
            ByFunction, "if (!states.Remove(function, out var st)) return; if (st.Requested) function.ReleaseInterrupts(); function.FreeVectors();",
            $$"""
            protected override async Flow Suspend(PciFunction function) { if (states.ContainsKey(function)) function.ReleaseInterrupts(); }
            protected override async Flow Resume(PciFunction function) { {{resume}} }
            """),
        findings);

    private static string Driver(string members, string unbind, string helpers = "") => $$"""
        internal sealed class Keeping : PciDriver
        {
            {{members}}
            public Keeping() : base("keeping") { }
            public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
            protected override async Flow Probe(PciFunction function)
            {
                if (function.AllocateVectors(2) > 0) function.RequestInterrupts();
                {{Noting(members)}}
            }
            protected override async Flow Unbind(PciFunction function)
            {
                if (function is PhysicalFunction physical) await physical.DisableSriov();
                {{unbind}}
            }
            {{helpers}}
        }
        """;

    // Whoever is probed is noted in what the driver has for that.
    private static string Noting(string members) =>
        !members.Contains(" states ", StringComparison.Ordinal) ? members.Contains(" live ", StringComparison.Ordinal) ? "live.Add(function);" : ""
        : members.Contains("Dictionary<Bdf", StringComparison.Ordinal) ? "states[function.Address] = default!;"
        : members.Contains("Dictionary<PciFunction", StringComparison.Ordinal) ? "states[function] = default!;"
        : members.Contains("ConditionalWeakTable<PciFunction", StringComparison.Ordinal) ? "states.AddOrUpdate(function, default!);"
        : "";
}
