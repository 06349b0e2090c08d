namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Flags and numbers that an object keeps and that decide what its methods do.</summary>
internal static class MemberFlags
{
    private const string Programmer = """
        public sealed class Programmer
        {
            private readonly PciFunction function;
            private int got;

            public Programmer(PciFunction function) => this.function = function;

            public Programmer Take(int wanted)
            {
                got = function.ReserveVectors(wanted);
                return this;
            }

            public Programmer Fill()
            {
                if (got > 0) function.WriteMessages();
                return this;
            }

            public Programmer Enable()
            {
                if (got > 0) function.EnableMsi();
                return this;
            }
        }
        """;

    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("Steps of an object that remembers how many vectors it got", Programmer, Driver("""
            var programmer = new Programmer(function);
            programmer.Take(2).Fill().Enable();
            """)),
        new("Steps of an object in the wrong order", Programmer, Driver("""
            var programmer = new Programmer(function);
            programmer.Take(2).Enable().Fill(); // IRQ1004
            """)),
        new("Steps of a generic object", Programmer.Replace("class Programmer", "class Programmer<T>").Replace("public Programmer ", "public Programmer<T> "), Driver("""
            var programmer = new Programmer<string>(function);
            programmer.Take(2).Fill().Enable();
            """)),
        new("Steps of an object on different paths", Programmer, Driver("""
            var programmer = new Programmer(function);
            programmer.Take(2);
            if (function.VectorCapacity > 4) programmer.Fill();
            programmer.Enable(); // IRQ1004?
            """)),
        new("Steps of an object under another name", Programmer, Driver("""
            var programmer = new Programmer(function);
            var same = programmer;
            programmer.Take(2);
            same.Fill();
            programmer.Enable();
            """)),
        new("Steps of an object in a helper", Programmer, Driver("""
            var programmer = new Programmer(function);
            programmer.Take(2);
            Finish(programmer);
            """,
            "private static void Finish(Programmer programmer) => programmer.Fill().Enable();")),
        new("Steps of an object in a lambda", Programmer, Driver("""
            var programmer = new Programmer(function);
            programmer.Take(2);
            Action<Programmer> finish = one => one.Fill().Enable();
            finish(programmer);
            """)),
        new("Steps of an object in a loop", Programmer, Driver("""
            var programmer = new Programmer(function);
            for (var round = 0; round < 2; round++)
            {
                programmer.Take(2).Fill().Enable();
                function.DisableMsi();
                function.FreeVectors();
            }
            """)),
        new("A structure by value says whether drivers are held back", Holding("""
            var state = new State();
            Hold(function, ref state);
            await function.Add();
            state = state with { Round = 2 };
            Release(function, state);
            await function.Attach();
            """)),
        new("A structure by value says that drivers are not held back although they are", Holding("""
            var state = new State();
            Hold(function, ref state);
            await function.Add();
            state = state with { IsHeld = false };
            Release(function, state);
            await function.Attach();
            """,
            found: " // IRQ3002")),
        new("A flag of the host that the caller has tested", Host("""
            if (strict) Place(function);
            """,
            "private void Place(PciFunction one) { if (!strict) one.AssignMsiDomain(null); }")),
        new("A flag of the host that two helpers ask", Host("""
            Place(function);
            Decide(function);
            """,
            """
            private void Place(PciFunction one) { if (strict) Dmar.Register(one); }

            private void Decide(PciFunction one) { if (strict) one.AssignMsiDomain(null); }
            """)),
        new("A flag of the host that two helpers ask the other way round", Host("""
            Place(function);
            Decide(function); // IRQ1001
            """,
            """
            private void Place(PciFunction one) { if (strict) Dmar.Register(one); }

            private void Decide(PciFunction one) { if (!strict) one.AssignMsiDomain(null); }
            """)),
        new("A flag of the host that only what a helper calls asks", Host("""
            Place(function);
            Decide(function);
            """,
            """
            private void Place(PciFunction one) => PlaceNow(one);

            private void PlaceNow(PciFunction one) { if (strict) Dmar.Register(one); }

            private void Decide(PciFunction one) => DecideNow(one);

            private void DecideNow(PciFunction one) { if (strict) one.AssignMsiDomain(null); }
            """)),
        new("A flag that a helper changes", Host("""
            Place(function);
            Decide(function); // IRQ1001?
            """,
            """
            private bool isPlaced;

            private void Place(PciFunction one)
            {
                if (strict) Dmar.Register(one);
                isPlaced = true;
            }

            private void Decide(PciFunction one) { if (isPlaced) one.AssignMsiDomain(null); }
            """)),
    ];

    private static string Driver(string probe, string members = "") => $$"""
        public sealed class D : PciDriver
        {
            public D() : base("d") { }

            public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

            protected override async Flow Probe(PciFunction function)
            {
                {{probe}}
            }

            {{members}}
        }
        """;

    private static string Holding(string body, string found = "") => $$"""
        public record struct State(bool IsHeld, int Round);

        public sealed class H : BenchHost
        {
            public H(Machine machine) : base(machine) { }

            protected override async Flow AddDevice(PciFunction function){{found}}
            {
                {{body}}
            }

            private static void Hold(PciFunction one, ref State state)
            {
                one.MatchDriver = false;
                state.IsHeld = true;
            }

            private static void Release(PciFunction one, State state)
            {
                if (state.IsHeld) one.MatchDriver = true;
            }
        }
        """;

    private static string Host(string body, string members) => $$"""
        public sealed class H : BenchHost
        {
            private readonly bool strict = Environment.ProcessorCount > 2;

            public H(Machine machine) : base(machine) { }

            protected override async Flow AddDevice(PciFunction function)
            {
                {{body}}
            }

            {{members}}
        }
        """;
}
