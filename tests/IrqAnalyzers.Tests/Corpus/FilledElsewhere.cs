namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Loops over containers that are changed, shared, or gone through in other ways.</summary>
internal static class FilledElsewhere
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("Elements of a set are decided too early", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new HashSet<PciFunction>();
                    while (Firmware.Ask()) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001
                    foreach (var p in ports) Dmar.Register(p);
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("A loop inside a loop over the same list decides some too early", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) { Dmar.Register(p); foreach (var q in ports) q.AssignMsiDomain(null); } // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("A known list is gone through for each of its elements", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var a = bus.AddFunction(At()); var b = bus.AddFunction(At());
                    var ports = new List<PciFunction> { a, b };
                    foreach (var p in ports) foreach (var q in ports) Dmar.Register(q);
                    a.AssignMsiDomain(null); b.AssignMsiDomain(null);
                    bus.AddFunction(At()).AssignMsiDomain(null); // IRQ1001
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("After the loop the first is like all", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) Dmar.Register(p);
                    ports[0].AssignMsiDomain(null);
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("During the loop the first may be any", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) { Dmar.Register(p); ports[0].AssignMsiDomain(null); } // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("What is left of a list is as it was", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) Dmar.Register(p);
                    ports.RemoveAt(0);
                    foreach (var p in ports) p.AssignMsiDomain(null);
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("A list that is emptied and filled again has others", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) Dmar.Register(p);
                    ports.Clear();
                    for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("A list that grows has registered and others", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>();
                    for (var k = 0; k < 2; k++)
                    {
                        ports.Add(bus.AddFunction(At()));
                        foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001
                        foreach (var p in ports) Dmar.Register(p);
                    }
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("A loop that parts kinds deals with the one there is", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) { if (p.IsVirtual) continue; Dmar.Register(p); }
                    foreach (var p in ports) p.AssignMsiDomain(null);
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("Two loops ask for the same flag", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) { if (Firmware.Quirk) Dmar.Register(p); }
                    foreach (var p in ports) { if (Firmware.Quirk) p.AssignMsiDomain(null); }
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("An enumerator moved by hand", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    using var e = ports.GetEnumerator();
                    while (e.MoveNext()) Dmar.Register(e.Current);
                    foreach (var p in ports) p.AssignMsiDomain(null);
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("An enumerator moved once before the loop", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    using var e = ports.GetEnumerator();
                    e.MoveNext();
                    while (e.MoveNext()) Dmar.Register(e.Current);
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("A field keeps one of them", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private PciFunction? kept;

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) kept = p;
                    foreach (var p in ports) Dmar.Register(p);
                    Dmar.Unregister(kept!);
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("A copy of a list has the same functions", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    var copy = new List<PciFunction>();
                    foreach (var p in ports) copy.Add(p);
                    foreach (var p in copy) Dmar.Register(p);
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("Two names of one list", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    var same = ports;
                    foreach (var p in same) Dmar.Register(p);
                    foreach (var p in ports) p.AssignMsiDomain(null);
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("One of two lists is gone through", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    PciFunction a = bus.AddFunction("18.0"), b = bus.AddFunction("19.0");
                    var one = new List<PciFunction> { a, b };
                    var other = new List<PciFunction> { b, a };
                    foreach (var p in Firmware.Quirk ? one : other) Dmar.Register(p);
                    a.AssignMsiDomain(null); // IRQ1001?
                }
            }
            """),
        new("A local function registers what is in a list", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new[] { bus.AddFunction("18.0"), bus.AddFunction("19.0") };
                    void Reg() { Dmar.Register(ports[0]); foreach (var p in ports) Dmar.Register(p); }
                    Reg();
                    ports[0].AssignMsiDomain(null); // IRQ1001?
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001?
                }
            }
            """),
        new("A local function replaces what is in an array", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new[] { bus.AddFunction("18.0"), bus.AddFunction("19.0") };
                    void Swap() { ports[0] = ports[1]; }
                    Dmar.Register(ports[0]);
                    Swap();
                    ports[0].AssignMsiDomain(null); // IRQ1001?
                }
            }
            """),
        new("A lambda that somebody has may empty the list", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private Action? kept;

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction> { bus.AddFunction("05.0") };
                    Keep(() => ports.Clear());
                    kept!();
                    ports.Add(bus.AddFunction("06.0"));
                    Dmar.Register(ports[0]);
                    foreach (var p in ports) p.AssignMsiDomain(null);
                }

                private void Keep(Action step) => kept = step;
            }
            """),
    ];
}
