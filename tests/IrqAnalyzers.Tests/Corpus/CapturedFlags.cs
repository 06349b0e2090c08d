namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Flags that lambdas and local functions share with the method around.</summary>
internal static class CapturedFlags
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A flag is set between two calls", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    Action decide = () => { if (known) function.AssignMsiDomain(null); };
                    decide();
                    Dmar.Register(function);
                    known = true;
                    decide();
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flag is set too early", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = true;
                    Action decide = () => { if (known) function.AssignMsiDomain(null); };
                    decide(); // IRQ1001
                    Dmar.Register(function);
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flag is never set", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    void Decide() { if (known) function.AssignMsiDomain(null); }
                    Decide();
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flag that holds things back", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var early = true;
                    void Decide() { if (!early) function.AssignMsiDomain(null); }
                    Decide();
                    Dmar.Register(function);
                    early = false;
                    Decide();
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A local function registers and says so", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    void Reg() { if (Firmware.Quirk) { Dmar.Register(function); known = true; } }
                    Reg();
                    if (known) function.AssignMsiDomain(null);
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A local function says so and does not", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    void Reg() { if (Firmware.Quirk) Dmar.Register(function); known = true; }
                    Reg();
                    if (known) function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A lambda registers and says so", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    Action reg = () => { Dmar.Register(function); known = true; };
                    if (Firmware.Quirk) reg();
                    if (known) function.AssignMsiDomain(null);
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flag is set on a path", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    Action decide = () => { if (known) function.AssignMsiDomain(null); };
                    if (Firmware.Quirk) { Dmar.Register(function); known = true; }
                    decide();
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flag is set on the wrong path", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    Action decide = () => { if (known) function.AssignMsiDomain(null); };
                    if (Firmware.Quirk) { Dmar.Register(function); } else known = true;
                    decide(); // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A local function does it once", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var done = false;
                    void Reg() { if (done) return; Dmar.Register(function); done = true; }
                    Reg();
                    Reg();
                    if (done) function.AssignMsiDomain(null);
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A local function does one thing and then the other", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    void Toggle() { known = !known; if (known) Dmar.Register(function); else Dmar.Unregister(function); }
                    Toggle();
                    function.AssignMsiDomain(null);
                    Toggle();
                    function.AssignMsiDomain(null); // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flag is set in a loop", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    Action decide = () => { if (known) function.AssignMsiDomain(null); };
                    for (var i = 0; i < 3; i++) { decide(); Dmar.Register(function); known = true; }
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flag is set in a loop that undoes what it says", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var known = false;
                    Action decide = () => { if (known) function.AssignMsiDomain(null); };
                    for (var i = 0; i < 3; i++) { decide(); Dmar.Register(function); known = true; if (Firmware.Quirk) Dmar.Unregister(function); } // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
    ];
}
