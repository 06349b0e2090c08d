namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Arguments that select, on their way: through flows, loops, lambdas, other helpers.</summary>
internal static class ArgumentWays
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A helper hands its argument on to another", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, true);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool register) => Really(f, register);

                private void Really(PciFunction f, bool register)
                {
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("A helper hands the opposite of its argument on to another", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, true);
                    function.AssignMsiDomain(null); // IRQ1001
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool late) => Really(f, !late);

                private void Really(PciFunction f, bool register)
                {
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("A flow with a constant argument", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    await Prepare(function, true);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private async Flow Prepare(PciFunction f, bool register)
                {
                    await Flow.Completed;
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("A flow with a constant argument that is awaited later", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var preparing = Prepare(function, true);
                    function.MatchDriver = false;
                    await preparing;
                    function.AssignMsiDomain(null);
                    await function.Add();
                    function.MatchDriver = true;
                }

                private async Flow Prepare(PciFunction f, bool register)
                {
                    await Flow.Completed;
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("A local function with a constant argument", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(true);
                    function.AssignMsiDomain(null);
                    await function.Add();

                    void Prepare(bool register)
                    {
                        if (register) Dmar.Register(function);
                    }
                }
            }
            """),
        new("A constant argument in a loop", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    for (var round = 0; round < 2; round++) Prepare(function, register: true);
                    Decide(function, now: false);
                    await function.Add(); // IRQ3001
                }

                private void Prepare(PciFunction f, bool register)
                {
                    if (register) Dmar.Register(f);
                }

                private static void Decide(PciFunction f, bool now)
                {
                    if (now) f.AssignMsiDomain(null);
                }
            }
            """),
        new("A helper that recurses with another constant", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, true);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool again)
                {
                    if (again) Prepare(f, false);
                    else Dmar.Register(f);
                }
            }
            """),
        new("A helper that overwrites its flag", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, false);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool register)
                {
                    register = true;
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("An argument by reference selects what it holds", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var register = true;
                    Prepare(function, ref register);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Prepare(PciFunction f, ref bool register)
                {
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("A constant argument does not say what a field holds", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, true);
                    if (armed) function.AssignMsiDomain(null);
                    await function.Add();
                }

                private bool armed;

                private void Prepare(PciFunction f, bool register)
                {
                    armed = register;
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("A constructor with a constant argument", """
            public sealed class Preparation
            {
                public Preparation(Iommu iommu, PciFunction f, bool register)
                {
                    if (register) iommu.Register(f);
                }
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    _ = new Preparation(Dmar, function, true);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A lambda with a constant argument", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Action<bool> prepare = register =>
                    {
                        if (register) Dmar.Register(function);
                    };
                    prepare(true);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A helper throws unless it is told not to", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Check(function, strict: false);
                    Dmar.Register(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static void Check(PciFunction f, bool strict)
                {
                    if (strict) throw new InvalidOperationException("strict");
                }
            }
            """),
    ];
}
