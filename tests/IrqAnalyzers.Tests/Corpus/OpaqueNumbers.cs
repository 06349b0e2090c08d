namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Numbers that go where it is not followed what becomes of them.</summary>
internal static class OpaqueNumbers
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A number that something opaque is made of", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = Prepare(function);
                    if (Math.Sign(error) != 0) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    if (error != 0) return;
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
        new("A number with one bit tested", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var flags = 0;
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        flags = 2;
                    }

                    if ((flags & 2) == 0) return;
                    function.AssignMsiDomain(null);
                    if (flags != 0) await function.Add();
                }
            }
            """),
        new("A number copied to another", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var first = Firmware.Count;
                    var error = 0;
                    if (first != 0) error = first;
                    else Dmar.Register(function);
                    if (error != 0) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }
            }
            """),
        new("A number in a tuple", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    if (Firmware.Quirk) error = -19;
                    else Dmar.Register(function);
                    var both = (error, function);
                    if (both.error != 0) return;
                    function.AssignMsiDomain(null);
                    if (error == 0) await function.Add();
                }
            }
            """),
        new("A number that a local function asks for", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    if (Firmware.Quirk) error = -19;
                    else Dmar.Register(function);
                    if (Failed()) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    if (error == 0) await function.Add();

                    bool Failed() => error != 0;
                }
            }
            """),
        new("A number that a lambda asks for", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    if (Firmware.Quirk) error = -19;
                    else Dmar.Register(function);
                    Func<bool> failed = () => error != 0;
                    if (failed()) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    if (error == 0) await function.Add();
                }
            }
            """),
        new("A number that a helper classifies", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = Prepare(function);
                    if (Failed(error)) return;
                    function.AssignMsiDomain(null);
                    if (error == 0) await function.Add();
                }

                private static bool Failed(int error) => error < 0;

                private int Prepare(PciFunction f)
                {
                    if (Firmware.Quirk) return -19;
                    Dmar.Register(f);
                    return 0;
                }
            }
            """),
        new("A state that another method asks for", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    state = 0;
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        state = 2;
                    }

                    if (!IsKnown()) return;
                    function.AssignMsiDomain(null);
                    if (state == 2) await function.Add();
                }

                private int state;

                private bool IsKnown() => state == 2;
            }
            """),
        new("A state that a property asks for", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    state = 0;
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        state = 2;
                    }

                    if (!IsKnown) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    if (state == 2) await function.Add();
                }

                private int state;

                private bool IsKnown => state % 3 == 2;
            }
            """),
        new("A string that is asked for its length", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var name = "";
                    if (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                        name = "known";
                    }

                    if (name.Length == 0) return;
                    function.AssignMsiDomain(null); // IRQ1001?
                    if (name == "known") await function.Add();
                }
            }
            """),
    ];
}
