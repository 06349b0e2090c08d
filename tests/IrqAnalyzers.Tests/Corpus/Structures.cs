namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Structures that hold a function: each copy is another.</summary>
internal static class Structures
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A structure that a helper makes holds the function", """
            public struct T { public PciFunction F; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var t = Get(function);
                    Dmar.Register(t.F);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static T Get(PciFunction x) => new T { F = x };
            }
            """),
        new("A method of a structure fills it", """
            public struct T { public PciFunction? F; public void Set(PciFunction f) => F = f; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var t = new T();
                    t.Set(function);
                    Dmar.Register(t.F!);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A method of a structure fills it with what a condition chooses", """
            public struct Ticket
            {
                public PciFunction? Function;

                public void Set(PciFunction function) => Function = function;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Ticket ticket = default;
                    ticket.Set(Firmware.Quirk ? function : function);
                    Dmar.Register(ticket.Function!);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A structure is filled through a reference", """
            public struct T { public PciFunction? F; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var t = new T();
                    Fill(ref t, function);
                    Dmar.Register(t.F!);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static void Fill(ref T t, PciFunction f) => t.F = f;
            }
            """),
        new("A copy of a record structure holds the same function", """
            public readonly record struct S(PciFunction F, int N);
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var a = new S(function, 1);
                    var b = a with { N = 2 };
                    Dmar.Register(b.F);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("A structure is disposed of at the end of using", """
            public readonly struct Hold : IDisposable { private readonly PciFunction f; public Hold(PciFunction function) { f = function; f.MatchDriver = false; } public void Dispose() => f.MatchDriver = true; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    using (new Hold(function)) await function.Add();
                    await function.Attach();
                }
            }
            """),
        new("A structure that decides at the end of using decides too early", """
            public ref struct Late { private PciFunction f; public Late(PciFunction f) => this.f = f; public void Dispose() => f.AssignMsiDomain(null); }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    using (new Late(function)) { } // IRQ1001
                    await function.Add();
                }
            }
            """),
        new("A structure in a field holds the function", """
            public struct T { public PciFunction? F; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private T slot;
                protected override async Flow AddDevice(PciFunction function)
                {
                    slot.F = function;
                    var copy = slot;
                    Dmar.Register(copy.F!);
                    slot.F!.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A structure that may be missing holds the function", """
            public struct T { public PciFunction F; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    T? t = new T { F = function };
                    Dmar.Register(t.Value.F);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("What is assigned to a copy is not assigned to the original", """
            public struct Ticket
            {
                public PciFunction? Function;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    PciFunction left = bus.AddFunction("04.0"), right = bus.AddFunction("05.0");
                    var first = new Ticket { Function = left };
                    var second = first;
                    second.Function = right;
                    Dmar.Register(second.Function);
                    right.AssignMsiDomain(null);
                    first.Function.AssignMsiDomain(null); // IRQ1001
                }
            }
            """),
        new("A helper fills its own copy of a structure", """
            public struct Ticket
            {
                public PciFunction? Function;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    PciFunction left = bus.AddFunction("04.0"), right = bus.AddFunction("05.0");
                    var ticket = new Ticket { Function = left };
                    RegisterInstead(ticket, right);
                    ticket.Function.AssignMsiDomain(null); // IRQ1001
                    right.AssignMsiDomain(null);
                }

                private void RegisterInstead(Ticket ticket, PciFunction other)
                {
                    ticket.Function = other;
                    Dmar.Register(ticket.Function);
                }
            }
            """),
        new("A helper gives its filled copy back", """
            public struct Ticket
            {
                public PciFunction? Function;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    PciFunction left = bus.AddFunction("04.0"), right = bus.AddFunction("05.0");
                    var ticket = new Ticket { Function = left };
                    Dmar.Register(Filled(ticket, right).Function!);
                    right.AssignMsiDomain(null);
                    left.AssignMsiDomain(null); // IRQ1001
                }

                private static Ticket Filled(Ticket ticket, PciFunction other)
                {
                    ticket.Function = other;
                    return ticket;
                }
            }
            """),
        new("A structure in a variable keeps its flag while a flow is awaited", Held("""
            var state = new Holding();
            function.MatchDriver = false;
            state.IsHeld = true;
            await function.Add();
            if (state.IsHeld) function.MatchDriver = true;
            """)),
        new("A helper fills a structure by reference, and a copy of it decides", Held("""
            var state = new Holding();
            Hold(function, ref state);
            await function.Add();
            var later = state;
            if (later.IsHeld) function.MatchDriver = true;
            """)),
        new("A flag of a structure that was never set lets no driver in", Held("""
            var state = new Holding { IsHeld = false };
            function.MatchDriver = false;
            await function.Add();
            if (state.IsHeld) function.MatchDriver = true;
            """, "// IRQ3002")),
        new("A lambda that runs meanwhile may change the structure", Held("""
            var state = new Holding();
            Later(() => state.IsHeld = false);
            function.MatchDriver = false;
            state.IsHeld = true;
            await function.Add();
            if (state.IsHeld) function.MatchDriver = true;
            """, "// IRQ3002?")),
    ];

    private static string Held(string body, string finding = "") => $$"""
        public struct Holding { public bool IsHeld; }
        public sealed class H : BenchHost
        {
            public H(Machine machine) : base(machine) { }

            protected override async Flow AddDevice(PciFunction function) {{finding}}
            {
                {{body}}
            }

            private static void Hold(PciFunction function, ref Holding state) { function.MatchDriver = false; state.IsHeld = true; }

            private static event Action? Meanwhile;
            private static void Later(Action action) => Meanwhile += action;
        }
        """;
}
