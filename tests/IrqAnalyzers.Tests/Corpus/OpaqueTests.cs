namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Tests of numbers and strings that are not followed, and casts that may give nothing.</summary>
internal static class OpaqueTests
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A string that is compared by a method", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var name = "new";
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        name = "known";
                    }

                    if (!name.Equals("known", StringComparison.Ordinal)) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    if (name == "known") await function.Add();
                }
            }
            """),
        new("A number compared with one that nobody knows", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var limit = Firmware.Count;
                    var step = 0;
                    if (limit > 0)
                    {
                        Dmar.Register(function);
                        step = 1;
                    }

                    if (step != 1) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A number divided", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    if (Firmware.Quirk) error = -20;
                    else Dmar.Register(function);
                    if (error / 10 != 0) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    if (error == 0) await function.Add();
                }
            }
            """),
        new("A real number", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    double share = 0;
                    if (Firmware.Quirk) share = 0.5;
                    else Dmar.Register(function);
                    if (share > 0) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }
            }
            """),
        new("A number boxed", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    if (Firmware.Quirk) error = -19;
                    else Dmar.Register(function);
                    object boxed = error;
                    if (boxed is not 0) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    if (error == 0) await function.Add();
                }
            }
            """),
        new("A number in a switch on two", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    if (Firmware.Quirk) error = -19;
                    else Dmar.Register(function);
                    var go = (error, Firmware.Legacy) switch
                    {
                        (0, _) => true,
                        _ => false,
                    };
                    if (!go) return;
                    function.AssignMsiDomain(null);
                    if (error == 0) await function.Add();
                }
            }
            """),
        new("A flag made of a number", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = Prepare(function);
                    var failed = error != 0;
                    if (failed) return;
                    function.AssignMsiDomain(null);
                    if (error == 0) await function.Add();
                }

                private int Prepare(PciFunction f)
                {
                    if (Firmware.Quirk) return -19;
                    Dmar.Register(f);
                    return 0;
                }
            }
            """),
        new("A number in an array", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var errors = new[] { 0, 0 };
                    if (Firmware.Quirk) errors[0] = -19;
                    else Dmar.Register(function);
                    if (errors[0] != 0) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }
            }
            """),
        new("A null conditional on an as cast", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var physical = function as PhysicalFunction;
                    if (physical is null) Dmar.Register(function);
                    function.AssignMsiDomain(null); // IRQ1001@physical
                    await function.Add();
                }
            }
            """),
        new("An as cast to a type of ones own", """
            public interface Special { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var mine = function as Special;
                    if (mine is null) Dmar.Register(function);
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }
            }
            """),
    ];
}
