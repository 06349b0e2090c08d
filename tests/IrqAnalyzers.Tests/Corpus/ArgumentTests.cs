namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Outcomes of tests handed to helpers: flags, kinds, nothing instead of a function.</summary>
internal static class ArgumentTests
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("MatchDriver by argument", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Bind(function, false);
                    await function.Add();
                    Bind(function, true);
                }

                private static void Bind(PciFunction f, bool allowed) => f.MatchDriver = allowed;
            }
            """),
        new("MatchDriver by argument, never restored", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function) // IRQ3002
                {
                    Dmar.Register(function);
                    Bind(function, false);
                    await function.Add();
                }

                private static void Bind(PciFunction f, bool allowed) => f.MatchDriver = allowed;
            }
            """),
        new("The kind is handed on", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Do(function, function.IsVirtual);
                    await function.Add(); // IRQ3001@virtual
                }

                private void Do(PciFunction f, bool isVirtual)
                {
                    if (!isVirtual) Dmar.Register(f);
                    if (!f.IsVirtual) f.AssignMsiDomain(null);
                }
            }
            """),
        new("The kind is handed on the wrong way round", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Do(function, function.IsVirtual); // IRQ1001@physical
                    await function.Add();
                }

                private void Do(PciFunction f, bool isVirtual)
                {
                    if (isVirtual) Dmar.Register(f);
                    f.AssignMsiDomain(null);
                }
            }
            """),
        new("No domain is handed in", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, null);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Prepare(PciFunction f, MsiDomain? domain)
                {
                    if (domain is null) Dmar.Register(f);
                }
            }
            """),
        new("A domain is handed in", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var domain = DefaultMsiDomain;
                    if (domain is null)
                    {
                        await function.Add(); // IRQ3001
                        return;
                    }

                    Prepare(function, domain);
                    function.AssignMsiDomain(null); // IRQ1001
                    await function.Add();
                }

                private void Prepare(PciFunction f, MsiDomain? domain)
                {
                    if (domain is null) Dmar.Register(f);
                }
            }
            """),
        new("A flag that was tested before is handed on", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (!Firmware.Quirk)
                    {
                        function.MatchDriver = false;
                        await function.Add();
                        function.MatchDriver = true;
                        return;
                    }

                    Prepare(function, Firmware.Quirk);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool register)
                {
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("A flag that is tested afterwards is handed on", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var known = Firmware.Ask();
                    Prepare(function, known);
                    if (known) function.AssignMsiDomain(null);
                    await function.Add(); // IRQ3001
                }

                private void Prepare(PciFunction f, bool register)
                {
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("A flag that is tested afterwards, the wrong way round", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var known = Firmware.Ask();
                    Prepare(function, known);
                    if (!known) function.AssignMsiDomain(null); // IRQ1001
                    await function.Add(); // IRQ3001
                }

                private void Prepare(PciFunction f, bool register)
                {
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("An as cast handed on", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function as PhysicalFunction);
                    if (!function.IsVirtual) function.AssignMsiDomain(null);
                    await function.Add(); // IRQ3001@virtual
                }

                private void Prepare(PhysicalFunction? p)
                {
                    if (p is null) return;
                    Dmar.Register(p);
                }
            }
            """),
        new("An as cast handed on, and all are decided", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function as PhysicalFunction);
                    function.AssignMsiDomain(null); // IRQ1001@virtual
                    await function.Add();
                }

                private void Prepare(PhysicalFunction? p)
                {
                    if (p is null) return;
                    Dmar.Register(p);
                }
            }
            """),
        new("A flag that the caller assigns is out of hand", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var known = Firmware.Ask();
                    Prepare(function, known);
                    known = true;
                    if (known) function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool register)
                {
                    if (register) Dmar.Register(f);
                }
            }
            """),
    ];
}
