namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Numbers that say what went wrong, as kernels return them.</summary>
internal static class ErrorCodes
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("An error code is tested", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    if (Firmware.Quirk) error = -19;
                    else Dmar.Register(function);
                    if (error != 0) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("An error code is not tested", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    if (Firmware.Quirk) error = -19;
                    else Dmar.Register(function);
                    function.AssignMsiDomain(null); // IRQ1001
                    if (error != 0) return;
                    await function.Add();
                }
            }
            """),
        new("A helper returns an error code", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = Prepare(function);
                    if (error != 0) return;
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
        new("A helper returns an error code, inline", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (Prepare(function) < 0) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private int Prepare(PciFunction f)
                {
                    if (Firmware.Quirk) return -19;
                    if (Firmware.Legacy) return -22;
                    Dmar.Register(f);
                    return 0;
                }
            }
            """),
        new("A helper returns an error code that is tested the wrong way round", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (Prepare(function) >= 0) return;
                    function.AssignMsiDomain(null); // IRQ1001
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
        new("A helper hands on the error code of another", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = Outer(function);
                    if (error < 0) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private int Outer(PciFunction f)
                {
                    var error = Inner(f);
                    if (error < 0) return error;
                    f.MatchDriver = true;
                    return 0;
                }

                private int Inner(PciFunction f)
                {
                    if (Firmware.Quirk) return -ENODEV;
                    if (Firmware.Legacy) return -EINVAL;
                    Dmar.Register(f);
                    return 0;
                }

                private const int ENODEV = 19;
                private const int EINVAL = 22;
            }
            """),
        new("A helper hands on an error code that nobody knows", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = Outer(function);
                    if (error != 0) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private int Outer(PciFunction f)
                {
                    var error = Firmware.Count;
                    if (error != 0) return error;
                    Dmar.Register(f);
                    return 0;
                }
            }
            """),
        new("An error code that nobody knows, compared by order", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = Firmware.Count;
                    if (error > 0) Dmar.Register(function);
                    if (error <= 0) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("An error code comes through await", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = await Prepare(function);
                    if (error != 0) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private async Flow<int> Prepare(PciFunction f)
                {
                    await Flow.Completed;
                    if (Firmware.Quirk) return -19;
                    Dmar.Register(f);
                    return 0;
                }
            }
            """),
        new("An error code is given back", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, out var error);
                    if (error != 0) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Prepare(PciFunction f, out int error)
                {
                    error = -19;
                    if (Firmware.Quirk) return;
                    Dmar.Register(f);
                    error = 0;
                }
            }
            """),
        new("An answer as a number of a helper with a switch", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (Classify(function) != Outcome.Ready) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private enum Outcome { Ready, Busy, Broken }

                private Outcome Classify(PciFunction f)
                {
                    if (Firmware.Quirk) return Outcome.Broken;
                    if (Firmware.Legacy) return Outcome.Busy;
                    Dmar.Register(f);
                    return Outcome.Ready;
                }
            }
            """),
        new("More error codes than are kept apart", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = Prepare(function);
                    if (error != 0) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private int Prepare(PciFunction f)
                {
                    if (Firmware.Ask()) return -1;
                    if (Firmware.Ask()) return -2;
                    if (Firmware.Ask()) return -3;
                    if (Firmware.Ask()) return -4;
                    if (Firmware.Ask()) return -5;
                    if (Firmware.Ask()) return -6;
                    Dmar.Register(f);
                    return 0;
                }
            }
            """),
        new("An error code and a helper that is told what to do", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = Prepare(function, register: true);
                    if (error != 0) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private int Prepare(PciFunction f, bool register)
                {
                    if (!register) return -22;
                    if (Firmware.Quirk) return -19;
                    Dmar.Register(f);
                    return 0;
                }
            }
            """),
    ];
}
