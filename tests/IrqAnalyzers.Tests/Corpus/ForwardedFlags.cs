namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Flags that are properties and read another member.</summary>
internal static class ForwardedFlags
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A property that reads a field is that field", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private bool Late => Firmware.Quirk;

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    if (Late) Dmar.Register(function);
                    if (Late) function.AssignMsiDomain(null);
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A property says the opposite of a field", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private bool Early { get { return !Firmware.Quirk; } }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    if (!Early) Dmar.Register(function);
                    if (Early) function.AssignMsiDomain(null); // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A property of a property", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private bool late;

                private bool Late => late;

                private bool Later => this.Late;

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    if (Later) Dmar.Register(function);
                    if (Late) function.AssignMsiDomain(null);
                    await function.Add();
                    function.MatchDriver = true;
                    late = true;
                }
            }
            """),
        new("The field is assigned between two reads", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private bool late;

                private bool Late => late;

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    if (Late) Dmar.Register(function);
                    late = !late;
                    if (Late) function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A helper assigns the field between two reads", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private bool late;

                private bool Late => late;

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    if (Late) Dmar.Register(function);
                    Flip();
                    if (Late) function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Flip() => late = Firmware.Ask();
            }
            """),
        new("The field is false", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private bool late;

                private bool Late => late;

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    late = false;
                    if (Late) function.AssignMsiDomain(null);
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A property that asks anew each time", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private bool Late => Firmware.Ask();

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    if (Late) Dmar.Register(function);
                    if (Late) function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A property that reads two fields", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private bool Late => Firmware.Quirk || Firmware.Legacy;

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    if (Late) Dmar.Register(function);
                    if (Late) function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A property that may be overridden", """
            public class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected virtual bool Late => Firmware.Quirk;

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    if (Late) Dmar.Register(function);
                    if (Late) function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A property in a loop", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private bool Late => Firmware.Quirk;

                public void Wire(PciBus bus)
                {
                    foreach (var f in new[] { bus.AddFunction("18.0"), bus.AddFunction("19.0") })
                    {
                        if (Late) Dmar.Register(f);
                        if (!Late) continue;
                        f.AssignMsiDomain(null);
                    }
                }
            }
            """),
        new("A property in a helper", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private bool Late => Firmware.Quirk;

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    Prepare(function);
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f) { if (Late) Dmar.Register(f); if (Late) f.AssignMsiDomain(null); }
            }
            """),
        new("Something is awaited between two reads", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private bool Late => Firmware.Quirk;

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    if (Late) Dmar.Register(function);
                    await Flow.Completed;
                    if (Late) function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
    ];
}
