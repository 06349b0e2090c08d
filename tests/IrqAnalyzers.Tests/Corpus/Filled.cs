namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Containers that a loop fills, and loops over all that is in them.</summary>
internal static class Filled
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("What a loop registers the next may decide", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>();
                    for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction("0" + (i + 4) + ".0"));
                    foreach (var p in ports) Dmar.Register(p);
                    foreach (var p in ports) p.AssignMsiDomain(null);
                }
            }
            """),
        new("What a loop decides before the next registers it is decided too early", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>();
                    for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction("0" + (i + 4) + ".0"));
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001
                    foreach (var p in ports) Dmar.Register(p);
                }
            }
            """),
        new("A loop that leaves some out registers not all", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) { if (Firmware.Ask()) continue; Dmar.Register(p); }
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("A loop that ends early registers not all", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) { if (Firmware.Ask()) break; Dmar.Register(p); }
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("A loop that an exception ends registers not all", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    try { foreach (var p in ports) { if (Firmware.Ask()) throw new InvalidOperationException(); Dmar.Register(p); } } catch (InvalidOperationException) { }
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("A loop that goes on after an exception registers not all", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) { try { if (Firmware.Ask()) throw new InvalidOperationException(); Dmar.Register(p); } catch (InvalidOperationException) { } }
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("What is added after the loop has not gone through it", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) Dmar.Register(p);
                    ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("What a loop puts into another list is known there", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    var done = new List<PciFunction>();
                    foreach (var p in ports) { Dmar.Register(p); done.Add(p); }
                    foreach (var p in done) p.AssignMsiDomain(null);
                    foreach (var p in ports) p.AssignMsiDomain(null);
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("What a loop may leave undone is known in another list", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    var done = new List<PciFunction>();
                    foreach (var p in ports) { if (Firmware.Quirk) Dmar.Register(p); done.Add(p); }
                    foreach (var p in done) p.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("The last element is one of them", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    PciFunction? last = null;
                    foreach (var p in ports) { last = p; Dmar.Register(p); }
                    last?.AssignMsiDomain(null);
                    foreach (var p in ports) p.AssignMsiDomain(null);
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("What is done to the last element is done to one of them", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    PciFunction? last = null;
                    foreach (var p in ports) { last = p; Dmar.Register(p); }
                    if (last is not null) Dmar.Unregister(last);
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("A list may have a function twice", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) { var q = bus.AddFunction(At()); ports.Add(q); ports.Add(q); }
                    foreach (var p in ports) Dmar.Register(p);
                    foreach (var p in ports) { p.AssignMsiDomain(null); Dmar.Unregister(p); } // IRQ1001?
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("What is made and put in once is in it once", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) Dmar.Register(p);
                    foreach (var p in ports) { p.AssignMsiDomain(null); Dmar.Unregister(p); }
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("What a loop takes back is gone for all", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new List<PciFunction>(); for (var i = 0; i < 3; i++) ports.Add(bus.AddFunction(At()));
                    foreach (var p in ports) Dmar.Register(p);
                    foreach (var p in ports) Dmar.Unregister(p);
                    foreach (var p in ports) p.AssignMsiDomain(null); // IRQ1001
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
        new("An array filled by a loop is like a list", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var ports = new PciFunction[Firmware.Count];
                    for (var i = 0; i < ports.Length; i++) ports[i] = bus.AddFunction(At());
                    foreach (var p in ports) Dmar.Register(p);
                    foreach (var p in ports) p.AssignMsiDomain(null);
                }

                private static int next = 18;

                private static string At() => (next = next == 31 ? 18 : next + 1).ToString("x2") + ".0";
            }
            """),
    ];
}
