using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Steps that are put down under a level or a priority, and run from the lowest to the highest.</summary>
public class StepsByLevel
{
    private const string Levels = "public enum Level { Early, Core, Late, Count }\n";
    private const string Late = "IRQ1008 possible any: ";

    private const string Arrays = Levels + """
        internal sealed class Calls
        {
            private readonly List<(string Name, Func<Flow> Call)>[] levels = new List<(string, Func<Flow>)>[(int)Level.Count];
            public Calls() { for (var level = 0; level < levels.Length; level++) levels[level] = new(); }
            public List<(string Name, Func<Flow> Call)> this[Level level] => levels[(int)level];
            public void Add(Level level, string name, Func<Flow> call) => this[level].Add((name, call));
            public async Flow RunAll() { for (var level = Level.Early; level < Level.Count; level++) { foreach (var (_, call) in this[level]) await call(); } }
        }

        """;

    private const string Dictionaries = Levels + """
        internal sealed class Calls
        {
            private readonly SortedDictionary<Level, List<Func<Flow>>> levels = new();
            public Calls Add(Level level, string name, Func<Flow> call)
            {
                if (!levels.TryGetValue(level, out var list)) levels[level] = list = new();
                list.Add(call);
                return this;
            }
            public async Flow RunAll() { foreach (var list in levels.Values) { foreach (var call in list) await call(); } }
        }

        """;

    private const string Helpers = Levels + """
        internal sealed class Calls
        {
            private readonly List<Func<Flow>>[] levels = { new(), new(), new() };
            public void Add(Level level, string name, Func<Flow> call) { Check(name); levels[(int)level].Add(call); }
            private static void Check(string name) { if (name.Length == 0) throw new ArgumentException(name); }
            public async Flow RunAll() { for (var level = 0; level < 3; level++) await Run(level); }
            private async Flow Run(int level) { foreach (var call in levels[level]) await call(); }
        }

        """;

    private const string Queues = Levels + """
        internal sealed class Calls
        {
            private readonly PriorityQueue<Func<Flow>, int> queue = new();
            public void Add(Level level, string name, Func<Flow> call) => queue.Enqueue(call, (int)level);
            public async Flow RunAll() { while (queue.TryDequeue(out var call, out _)) await call(); }
        }

        """;

    private const string Backwards = Levels + """
        internal sealed class Calls
        {
            private readonly List<Func<Flow>>[] levels = { new(), new(), new() };
            public void Add(Level level, string name, Func<Flow> call) => levels[(int)level].Add(call);
            public async Flow RunAll() { for (var level = 2; level >= 0; level--) { foreach (var call in levels[level]) await call(); } }
        }

        """;

    private const string Unknown = Levels + """
        internal sealed class Calls
        {
            private readonly List<Func<Flow>>[] levels = { new(), new(), new() };
            public void Add(Level level, string name, Func<Flow> call) => levels[(int)level].Add(call);
            public async Flow RunAll(Level level) { foreach (var call in levels[(int)level]) await call(); }
        }

        """;

    [Theory]
    [InlineData(Arrays)]
    [InlineData(Dictionaries)]
    [InlineData(Helpers)]
    [InlineData(Queues)]
    public async Task IRQ1008_a_notifier_of_a_later_level_is_too_late(string calls)
    {
        await Model.ExpectAsync(
            calls + Host("calls.Add(Level.Late, \"bus\", Notify); calls.Add(Level.Core, \"pci\", Scan);", "calls.RunAll()"), Late + "Notify");
        await Model.ExpectAsync(
            calls + Host("calls.Add(Level.Core, \"pci\", () => ScanBuses()); calls.Add(Level.Late, \"bus\", () => Notify());", "calls.RunAll()"), Late + "Notify()");
        await Model.ExpectAsync(
            calls + Host("calls.Add(Level.Core, \"pci\", async () => { await Scan(); }); calls.Add(Level.Core, \"bus\", Notify);", "calls.RunAll()"), Late + "Notify");
    }

    [Theory]
    [InlineData(Arrays)]
    [InlineData(Dictionaries)]
    [InlineData(Helpers)]
    [InlineData(Queues)]
    public async Task IRQ1008_a_notifier_of_an_earlier_level_is_in_time(string calls)
    {
        await Model.ExpectAsync(calls + Host("calls.Add(Level.Core, \"pci\", Scan); calls.Add(Level.Early, \"bus\", Notify);", "calls.RunAll()"));
        await Model.ExpectAsync(calls + Host("calls.Add(level, \"pci\", Scan); calls.Add(Level.Late, \"bus\", Notify);", "calls.RunAll()"));
        await Model.ExpectAsync(calls + Host("calls.Add(Level.Core, \"pci\", Scan); if (flag) calls.Add(Level.Late, \"bus\", Revisit);", "calls.RunAll()"));
        await Model.ExpectAsync(calls + Host("if (flag) calls.Add(Level.Core, \"pci\", Scan); else calls.Add(Level.Late, \"bus\", Notify);", "calls.RunAll()"));
    }

    [Fact]
    public Task Levels_that_run_downwards_are_not_taken_to_run_upwards() => Model.ExpectAsync(
        Backwards + Host("calls.Add(Level.Core, \"pci\", Scan); calls.Add(Level.Late, \"bus\", Notify);", "calls.RunAll()"));

    [Fact]
    public Task Nothing_is_said_of_levels_that_others_choose() => Model.ExpectAsync(
        Unknown + Host("calls.Add(Level.Core, \"pci\", Scan); calls.Add(Level.Late, \"bus\", Notify);", "calls.RunAll(Level.Core)"));

    private static string Host(string fill, string run) => $$"""
        internal sealed class LeveledHost : Host
        {
            private readonly Calls calls = new();
            private readonly BusNotifier notifier;
            private readonly Level level;
            private readonly bool flag;
            public LeveledHost(Machine machine, BusNotifier notifier, Level level, bool flag) : base(machine)
            {
                this.notifier = notifier; this.level = level; this.flag = flag;
            }
            public override async Flow Boot() { {{fill}} await {{run}}; }
            private async Flow Scan() { await ScanBuses(); }
            private Flow Notify() { Subscribe(notifier); return Flow.Completed; }
            private Flow Revisit()
            {
                foreach (var function in AddedFunctions) System.Console.WriteLine(function);
                Subscribe(notifier);
                return Flow.Completed;
            }
        }
        """;
}
