namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Assignments whose target is not plain: captured before branches, null before, a reference to another.</summary>
internal static class Targets
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("What fills an empty local is what it stands for", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    PciFunction? target = null;
                    target ??= function;
                    Dmar.Register(target);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("What fills a local that is null for PFs is the PF", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    PciFunction? pf = function.PhysicalFunction;
                    pf ??= (PhysicalFunction)function;
                    if (!function.IsVirtual) { Dmar.Register(pf); function.AssignMsiDomain(null); }
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A field that is assigned one of two values holds it", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private PciFunction? current;

                protected override async Flow AddDevice(PciFunction function)
                {
                    current = Firmware.Quirk ? function : function;
                    Dmar.Register(current);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A conditional value of MatchDriver is set", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = Firmware.Quirk ? false : false;
                    await function.Add();
                    function.MatchDriver = Firmware.Quirk ? true : true;
                }
            }
            """),
        new("A reference to a field is the field", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private PciFunction? pending;

                public void Wire(PciBus bus)
                {
                    var function = bus.AddFunction("04.0");
                    ref PciFunction? slot = ref pending;
                    slot = function;
                    Dmar.Register(pending!);
                    function.AssignMsiDomain(null);
                }
            }
            """),
        new("A reference to a field that decides too early", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private PciFunction? pending;

                public void Wire(PciBus bus)
                {
                    var function = bus.AddFunction("04.0");
                    ref PciFunction? slot = ref pending;
                    slot = function;
                    pending!.AssignMsiDomain(null); // IRQ1001
                }
            }
            """),
        new("An answer that is collected by or tells what was done", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var ok = false;
                    ok |= Reg(function);
                    if (ok) function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private bool Reg(PciFunction f)
                {
                    if (Firmware.Quirk) return false;
                    Dmar.Register(f);
                    return true;
                }
            }
            """),
        new("Exclusive or tells the kinds apart", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (function.IsVirtual ^ true) Dmar.Register(function);
                    if (!function.IsVirtual) function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
    ];
}
