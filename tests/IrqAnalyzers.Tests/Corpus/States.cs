namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Enumerations, numbers and strings that remember what was done.</summary>
internal static class States
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("An enumeration remembers the registration", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var state = State.New;
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        state = State.Known;
                    }

                    if (state == State.Known) function.AssignMsiDomain(null);
                    await function.Add(); // IRQ3001
                }

                private enum State { New, Known }
            }
            """),
        new("An enumeration remembers the registration, the wrong way round", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var state = State.New;
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        state = State.Known;
                    }

                    if (state != State.Known) function.AssignMsiDomain(null); // IRQ1001
                    await function.Add(); // IRQ3001
                }

                private enum State { New, Known }
            }
            """),
        new("A field with an enumeration remembers the registration", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    state = State.New;
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        state = State.Known;
                    }

                    if (state == State.Known) function.AssignMsiDomain(null);
                    await function.Add(); // IRQ3001
                }

                private State state;

                private enum State { New, Known }
            }
            """),
        new("A field with an enumeration may change while others run", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    state = State.New;
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        state = State.Known;
                    }

                    await Flow.Completed;
                    if (state == State.Known) function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add(); // IRQ3001?
                }

                private State state;

                private enum State { New, Known }
            }
            """),
        new("The kind as a number", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var kind = function.IsVirtual ? 1 : 3;
                    if (kind == 3) Dmar.Register(function);
                    if (kind == 1)
                    {
                        await function.Add(); // IRQ3001@virtual
                        return;
                    }

                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("The kind as a number, the wrong way round", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var kind = function.IsVirtual ? 1 : 3;
                    if (kind == 1) Dmar.Register(function);
                    function.AssignMsiDomain(null); // IRQ1001@physical
                    await function.Add();
                }
            }
            """),
        new("A string remembers", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var state = "new";
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        state = "known";
                    }

                    if (state == "known") function.AssignMsiDomain(null);
                    await function.Add(); // IRQ3001
                }
            }
            """),
        new("A pattern of numbers", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = Prepare(function);
                    if (error is < 0 or > 5) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private int Prepare(PciFunction f)
                {
                    if (Firmware.Quirk) return -19;
                    if (Firmware.Legacy) return 7;
                    Dmar.Register(f);
                    return 0;
                }
            }
            """),
        new("A number is overwritten", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = Prepare(function);
                    error = 0;
                    if (error != 0) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }

                private int Prepare(PciFunction f)
                {
                    if (Firmware.Quirk) return -19;
                    Dmar.Register(f);
                    return 0;
                }
            }
            """),
        new("A number is changed by a local function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    if (Firmware.Quirk) error = -19;
                    else Dmar.Register(function);
                    Forgive();
                    if (error != 0) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();

                    void Forgive() => error = 0;
                }
            }
            """),
        new("A number is changed through a reference", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    if (Firmware.Quirk) error = -19;
                    else Dmar.Register(function);
                    ref var same = ref error;
                    same = 0;
                    if (error != 0) return Flow.Completed;
                    function.AssignMsiDomain(null); // IRQ1001?
                    return function.Add();
                }
            }
            """),
        new("A number is changed by a helper", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    if (Firmware.Quirk) error = -19;
                    else Dmar.Register(function);
                    Forgive(ref error);
                    if (error != 0) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }

                private static void Forgive(ref int error) => error = 0;
            }
            """),
        new("A long number from a short one", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    long error = Prepare(function);
                    if (error != 0L) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private int Prepare(PciFunction f)
                {
                    if (Firmware.Quirk) return -19;
                    Dmar.Register(f);
                    return 0;
                }
            }
            """),
        new("A nullable number", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    int? error = null;
                    if (Firmware.Quirk) error = 19;
                    else Dmar.Register(function);
                    if (error is not null) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A nullable number with two values", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    int? error = null;
                    if (Firmware.Quirk)
                    {
                        error = 1;
                        Dmar.Register(function);
                    }

                    if (error == 1) function.AssignMsiDomain(null);
                    await function.Add(); // IRQ3001
                }
            }
            """),
        new("A narrowed number", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var wide = Firmware.Quirk ? 256 : 0;
                    if (wide == 256) Dmar.Register(function);
                    var narrow = unchecked((byte)wide);
                    if (narrow == 0) function.AssignMsiDomain(null); // IRQ1001
                    await function.Add(); // IRQ3001?
                }
            }
            """),
    ];
}
