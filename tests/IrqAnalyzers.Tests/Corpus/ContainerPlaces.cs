namespace IrqAnalyzers.Tests.Corpus;

/// <summary>What is at which place of an array or a list.</summary>
internal static class ContainerPlaces
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("Of an array the one is registered, the other is not", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new[] { bus.AddFunction("04.0"), bus.AddFunction("05.0") };
                    Dmar.Register(ports[0]);
                    ports[0].AssignMsiDomain(null);
                    ports[1].AssignMsiDomain(null); // IRQ1001
                }
            }
            """),
        new("Of a list the one is registered, the other is not", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction> { bus.AddFunction("04.0"), bus.AddFunction("05.0") };
                    Dmar.Register(ports[0]);
                    ports[0].AssignMsiDomain(null);
                    ports[1].AssignMsiDomain(null); // IRQ1001
                }
            }
            """),
        new("An array filled place by place", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new PciFunction[2];
                    ports[0] = bus.AddFunction("04.0");
                    ports[1] = bus.AddFunction("05.0");
                    Dmar.Register(ports[0]);
                    ports[0].AssignMsiDomain(null);
                    ports[1].AssignMsiDomain(null); // IRQ1001
                }
            }
            """),
        new("What takes the place of a registered function is not registered", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new PciFunction[2];
                    ports[0] = bus.AddFunction(At());
                    ports[1] = bus.AddFunction(At());
                    Dmar.Register(ports[0]);
                    ports[0] = bus.AddFunction(At());
                    ports[0].AssignMsiDomain(null); // IRQ1001
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("What takes some place may take that one", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new PciFunction[2];
                    ports[0] = bus.AddFunction(At());
                    ports[1] = bus.AddFunction(At());
                    Dmar.Register(ports[0]);
                    ports[Firmware.Count & 1] = bus.AddFunction(At());
                    ports[0].AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("What is inserted moves the others", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction> { bus.AddFunction(At()), bus.AddFunction(At()) };
                    Dmar.Register(ports[0]);
                    ports.Insert(0, bus.AddFunction(At()));
                    ports[0].AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("What is removed moves the others", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction> { bus.AddFunction(At()), bus.AddFunction(At()) };
                    Dmar.Register(ports[0]);
                    ports.RemoveAt(0);
                    ports[0].AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("Two functions change places", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction> { bus.AddFunction(At()), bus.AddFunction(At()) };
                    (ports[0], ports[1]) = (ports[1], ports[0]);
                    Dmar.Register(ports[0]);
                    ports[0].AssignMsiDomain(null);
                    ports[1].AssignMsiDomain(null); // IRQ1001
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("Places counted from the end", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new[] { bus.AddFunction(At()), bus.AddFunction(At()) };
                    Dmar.Register(ports[^1]);
                    ports[1].AssignMsiDomain(null);
                    ports[0].AssignMsiDomain(null); // IRQ1001
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("Places of a list counted from the end", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction> { bus.AddFunction(At()), bus.AddFunction(At()) };
                    Dmar.Register(ports[^1]);
                    ports[1].AssignMsiDomain(null);
                    ports[^2].AssignMsiDomain(null); // IRQ1001
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("Two arrays have the same function at different places", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var a = bus.AddFunction(At()); var b = bus.AddFunction(At());
                    PciFunction[] ports;
                    if (Firmware.Quirk) ports = new[] { a, b }; else ports = new[] { b, a };
                    Dmar.Register(ports[0]);
                    a.AssignMsiDomain(null); // IRQ1001?
                    ports[0].AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("One of two arrays is meant", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    PciFunction a = bus.AddFunction("18.0"), b = bus.AddFunction("19.0");
                    PciFunction[] ports;
                    if (Firmware.Quirk) ports = new[] { a, b }; else ports = new[] { a };
                    Dmar.Register(ports[0]);
                    a.AssignMsiDomain(null); // IRQ1001?
                }
            }
            """),
        new("More than three elements", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new[] { bus.AddFunction(At()), bus.AddFunction(At()), bus.AddFunction(At()), bus.AddFunction(At()) };
                    foreach (var p in ports) Dmar.Register(p);
                    foreach (var p in ports) p.AssignMsiDomain(null);
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("More than three elements that have names", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    PciFunction a = bus.AddFunction(At()), b = bus.AddFunction(At()), c = bus.AddFunction(At()), d = bus.AddFunction(At());
                    var ports = new[] { a, b, c, d };
                    foreach (var p in ports) Dmar.Register(p);
                    a.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("Places with nothing", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new PciFunction?[2];
                    ports[0] = bus.AddFunction(At());
                    foreach (var p in ports) { if (p is null) { bus.AddFunction(At()).AssignMsiDomain(null); continue; } Dmar.Register(p); } // IRQ1001
                    ports[0]!.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("Many places with nothing", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new PciFunction?[20];
                    ports[0] = bus.AddFunction(At());
                    foreach (var p in ports) { if (p is null) { bus.AddFunction(At()).AssignMsiDomain(null); continue; } Dmar.Register(p); } // IRQ1001
                    ports[0]!.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
    ];
}
