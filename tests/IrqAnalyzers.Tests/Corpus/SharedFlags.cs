namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Flags that lambdas and local functions change at another time, or through others.</summary>
internal static class SharedFlags
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A lambda that somebody has sets the flag", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private Action? kept;

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    Keep(() => known = true);
                    await Flow.Completed;
                    if (known) function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Keep(Action step) => kept = step;
            }
            """),
        new("A lambda that a helper runs sets the flag", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    Run(() => known = true);
                    if (known) function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }

                private static void Run(Action step) => step();
            }
            """),
        new("A flag keeps an answer about the function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = Dmar.Knows(function);
                    void Decide() { if (known) function.AssignMsiDomain(null); }
                    Decide();
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("Nobody knows the flag", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var early = Firmware.Quirk;
                    void Decide() { if (early) function.AssignMsiDomain(null); }
                    Decide(); // IRQ1001
                    Dmar.Register(function);
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("Nobody knows the flag, which is tested before", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var late = Firmware.Quirk;
                    void Decide() { if (late) function.AssignMsiDomain(null); }
                    if (late) Dmar.Register(function);
                    Decide();
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A local function calls another", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    void Decide() { if (known) function.AssignMsiDomain(null); }
                    void Outer() { Decide(); }
                    Outer();
                    Dmar.Register(function);
                    known = true;
                    Outer();
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A recursive local function sets the flag", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    void Walk(int left) { if (known) { function.AssignMsiDomain(null); return; } Dmar.Register(function); known = true; if (left > 0) Walk(left - 1); }
                    Walk(Firmware.Count);
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("An awaited local function sets the flag", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    async Flow Reg() { await Flow.Completed; Dmar.Register(function); known = true; }
                    await Reg();
                    if (known) function.AssignMsiDomain(null);
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("The flag is set while a local function waits", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    async Flow Decide() { await Flow.Completed; if (known) function.AssignMsiDomain(null); }
                    var running = Decide(); // IRQ1001?
                    known = true;
                    await running;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A local function throws if the flag is set", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var fails = true;
                    void Prepare() { if (fails) throw new InvalidOperationException(); Dmar.Register(function); }
                    try { Prepare(); } catch (InvalidOperationException) { function.AssignMsiDomain(null); } // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("Two flags together", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    bool a = false, b = true;
                    void Decide() { if (a && b) function.AssignMsiDomain(null); }
                    Decide();
                    a = true;
                    Decide(); // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("Either of two flags", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    bool a = false, b = false;
                    void Decide() { if (a || b) function.AssignMsiDomain(null); }
                    Decide();
                    Dmar.Register(function);
                    b = true;
                    Decide();
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("An argument and a captured flag decide together", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var early = false;
                    void Decide(bool now) { if (now && early) function.AssignMsiDomain(null); }
                    Decide(true);
                    early = true;
                    Decide(false);
                    Decide(true); // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("An argument selects whether a local function sets the flag", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var early = false;
                    void Set(bool now) { if (now) early = true; }
                    Set(false);
                    if (early) function.AssignMsiDomain(null);
                    Set(true);
                    if (early) function.AssignMsiDomain(null); // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A local function gives a number that nobody asks for, and depends on a flag", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var early = true;
                    int Register() { if (early) return 1; Dmar.Register(function); return 2; }
                    Register();
                    function.AssignMsiDomain(null); // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
    ];
}
