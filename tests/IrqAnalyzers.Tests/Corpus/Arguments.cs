namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Constants handed to helpers, which do one thing or another because of them.</summary>
internal static class Arguments
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A constant true lets the helper register", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, register: true);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool register)
                {
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("A constant false keeps the helper from registering", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, register: false);
                    function.AssignMsiDomain(null); // IRQ1001
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool register)
                {
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("A helper that decides only if asked to is not blamed where it is not", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Decide(function, now: false);
                    Dmar.Register(function);
                    Decide(function, now: true);
                    await function.Add();
                }

                private static void Decide(PciFunction f, bool now)
                {
                    if (!now) return;
                    f.AssignMsiDomain(null);
                }
            }
            """),
        new("A helper that decides only if asked to is blamed where it is", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Decide(function, now: true); // IRQ1001
                    Dmar.Register(function);
                    await function.Add();
                }

                private static void Decide(PciFunction f, bool now)
                {
                    if (!now) return;
                    f.AssignMsiDomain(null);
                }
            }
            """),
        new("A default value of a parameter selects", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool register = true)
                {
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("A default value that keeps the helper from it", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function);
                    function.AssignMsiDomain(null); // IRQ1001
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool register = false)
                {
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("An enumeration selects", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, Mode.Early);
                    Prepare(function, Mode.Late);
                    await function.Add();
                }

                private void Prepare(PciFunction f, Mode mode)
                {
                    if (mode == Mode.Early) Dmar.Register(f);
                    else f.AssignMsiDomain(null);
                }

                private enum Mode { Early, Late }
            }
            """),
        new("An enumeration selects the wrong thing first", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, Mode.Late); // IRQ1001
                    Prepare(function, Mode.Early);
                    await function.Add();
                }

                private void Prepare(PciFunction f, Mode mode)
                {
                    switch (mode)
                    {
                        case Mode.Early:
                            Dmar.Register(f);
                            break;
                        case Mode.Late:
                            f.AssignMsiDomain(null);
                            break;
                    }
                }

                private enum Mode { Early, Late }
            }
            """),
        new("A switch expression over a constant argument", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, Mode.Early);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Prepare(PciFunction f, Mode mode) => _ = mode switch
                {
                    Mode.Early => Known(f),
                    Mode.Never => false,
                    _ => true,
                };

                private bool Known(PciFunction f)
                {
                    Dmar.Register(f);
                    return true;
                }

                private enum Mode { Early, Late, Never }
            }
            """),
        new("A string selects", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, "early");
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Prepare(PciFunction f, string mode)
                {
                    if (mode == "early") Dmar.Register(f);
                }
            }
            """),
        new("Two selecting arguments", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, register: true, decide: true);
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool register, bool decide)
                {
                    if (register) Dmar.Register(f);
                    if (decide) f.AssignMsiDomain(null);
                }
            }
            """),
        new("Two selecting arguments, the wrong ones", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, register: false, decide: true); // IRQ1001
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool register, bool decide)
                {
                    if (register) Dmar.Register(f);
                    if (decide) f.AssignMsiDomain(null);
                }
            }
            """),
        new("A number of rounds is no selection", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, 3);
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }

                private void Prepare(PciFunction f, int rounds)
                {
                    for (var round = 0; round < rounds; round++) Dmar.Register(f);
                }
            }
            """),
    ];
}
