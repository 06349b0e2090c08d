namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Delegates in fields.</summary>
internal static class HeldCode
{
    private const string Tail = """

                function.MatchDriver = false;
                await function.Add();
                function.MatchDriver = true;
            }
        }
        """;

    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("What a constructor is handed does not register", """
            internal sealed class Keyed<TItem, TState> where TItem : PciFunction
            {
                private readonly Func<TItem, string> key;
                private readonly Action<TItem>? started;
                private readonly Dictionary<string, TState> states = new();

                public Keyed(Func<TItem, string> key, Action<TItem>? started)
                {
                    this.key = key;
                    this.started = started;
                }

                public void Begin(TItem item, TState state)
                {
                    states[key(item)] = state;
                    started?.Invoke(item);
                }
            }

            public sealed class H : BenchHost
            {
                private readonly Keyed<PciFunction, int> keyed = new(function => function.Name, function => function.Enable());

                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    keyed.Begin(function, 1);
                    function.AssignMsiDomain(null); // IRQ1001
            """ + Tail),
        new("What a constructor is handed registers", """
            internal sealed class Keyed
            {
                private readonly Action<PciFunction> started;

                public Keyed(Action<PciFunction> started) => this.started = started;

                public void Begin(PciFunction item) => started(item);
            }

            public sealed class H : BenchHost
            {
                private readonly Keyed keyed;

                public H(Machine machine) : base(machine) => keyed = new Keyed(function => Dmar.Register(function));

                protected override async Flow AddDevice(PciFunction function)
                {
                    keyed.Begin(function);
                    function.AssignMsiDomain(null);
            """ + Tail),
        new("One of two creations hands in what does not register", """
            internal sealed class Keyed
            {
                private readonly Action<PciFunction> started;

                public Keyed(Action<PciFunction> started) => this.started = started;

                public void Begin(PciFunction item) => started(item);
            }

            public sealed class H : BenchHost
            {
                private readonly Keyed keyed;

                public H(Machine machine) : base(machine) =>
                    keyed = Firmware.Quirk ? new Keyed(function => Dmar.Register(function)) : new(function => function.Enable());

                protected override async Flow AddDevice(PciFunction function)
                {
                    keyed.Begin(function);
                    function.AssignMsiDomain(null); // IRQ1001?
            """ + Tail),
        new("Other assemblies may hand in code of their own", """
            public sealed class Keyed
            {
                private readonly Action<PciFunction> started;

                public Keyed(Action<PciFunction> started) => this.started = started;

                public void Begin(PciFunction item) => started(item);
            }

            public sealed class H : BenchHost
            {
                private readonly Keyed keyed = new Keyed(static function => function.AssignMsiDomain(null));

                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    keyed.Begin(function); // IRQ1001?
                    function.AssignMsiDomain(null);
            """ + Tail),
        new("A field that others can assign", """
            public sealed class H : BenchHost
            {
                internal Action<PciFunction> Started = function => function.Enable();

                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Started(function);
                    function.AssignMsiDomain(null);
            """ + Tail),
        new("A method in a field that comes too early", """
            public sealed class H : BenchHost
            {
                private readonly Func<PciFunction, MsiDomain?, bool> decide = Decide;

                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    decide(function, null); // IRQ1001
                    Dmar.Register(function);
                    decide(function, null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private static bool Decide(PciFunction function, MsiDomain? domain)
                {
                    function.AssignMsiDomain(domain);
                    return true;
                }
            }
            """),
        new("Code that names what is around it where it is written", """
            internal sealed class Late
            {
                private readonly Action run;

                public Late(Action run) => this.run = run;

                public void Run() => run();
            }

            public sealed class H : BenchHost
            {
                private Late? late;

                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    late = new Late(() => Dmar.Register(function));
                    late.Run();
                    function.AssignMsiDomain(null);
            """ + Tail),
        new("A constructor that takes several apart and asks for null", """
            internal sealed class Keyed
            {
                private readonly Func<PciFunction, string> key;
                private readonly Action<PciFunction> started = function => function.Enable();

                public Keyed(Func<PciFunction, string> key, Action<PciFunction>? started) =>
                    (this.key, this.started) = (key ?? throw new ArgumentNullException(nameof(key)), started ?? Quiet);

                public string Begin(PciFunction item)
                {
                    started(item);
                    return key(item);
                }

                private static void Quiet(PciFunction function) { }
            }

            public sealed class H : BenchHost
            {
                private readonly Keyed keyed;

                public H(Machine machine) : base(machine) => keyed = new Keyed(function => function.Name, function => Dmar.Register(function));

                protected override async Flow AddDevice(PciFunction function)
                {
                    keyed.Begin(function);
                    function.AssignMsiDomain(null); // IRQ1001?
            """ + Tail),
    ];
}
