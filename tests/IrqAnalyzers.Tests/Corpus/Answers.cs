namespace IrqAnalyzers.Tests.Corpus;

/// <summary>What helpers answer, and what is made of it.</summary>
internal static class Answers
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A conditional expression registers and answers", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var d = Firmware.Quirk ? Reg(function) : null;
                    if (d != null)
                        function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private Iommu Reg(PciFunction f)
                {
                    Dmar.Register(f);
                    return Dmar;
                }
            }
            """),
        new("The second operand registers", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (Firmware.Quirk && Reg(function))
                        function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private bool Reg(PciFunction f)
                {
                    Dmar.Register(f);
                    return true;
                }
            }
            """),
        new("An answer is negated and kept", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var failed = !Reg(function);
                    if (failed)
                        return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private bool Reg(PciFunction f)
                {
                    if (Firmware.Quirk)
                        return false;
                    Dmar.Register(f);
                    return true;
                }
            }
            """),
        new("An answer is kept in a field", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    ok = Reg(function);
                    if (!ok)
                        return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private bool ok;
                private bool Reg(PciFunction f)
                {
                    if (Firmware.Quirk)
                        return false;
                    Dmar.Register(f);
                    return true;
                }
            }
            """),
        new("A flow's answer is kept in a local", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var ok = await Reg(function);
                    if (!ok)
                        return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private async Flow<bool> Reg(PciFunction f)
                {
                    if (Firmware.Quirk)
                        return false;
                    Dmar.Register(f);
                    return true;
                }
            }
            """),
        new("A retry loop ends with the first answer", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    for (var i = 0; i < 3; i++)
                    {
                        if (Reg(function))
                        {
                            function.AssignMsiDomain(null);
                            break;
                        }
                    }

                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private bool Reg(PciFunction f)
                {
                    if (Firmware.Ask())
                        return false;
                    Dmar.Register(f);
                    return true;
                }
            }
            """),
        new("A loop until the helper succeeds", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    while (!Reg(function))
                    {
                        if (Firmware.Ask())
                            return;
                    }

                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private bool Reg(PciFunction f)
                {
                    if (Firmware.Ask())
                        return false;
                    Dmar.Register(f);
                    return true;
                }
            }
            """),
        new("A throw expression is no value", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var d = Firmware.Count < 0 ? throw new InvalidOperationException() : Dmar;
                    d.Register(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A constant flag", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (Enabled)
                        Dmar.Register(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private const bool Enabled = true;
            }
            """),
        new("A read-only flag is tested twice", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (Enabled)
                        Dmar.Register(function);
                    if (Enabled)
                        function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private static readonly bool Enabled = Environment.ProcessorCount > 0;
            }
            """),
        new("A relational pattern on a number", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (function.VectorCapacity is> 0 and < 64 or 128)
                        Dmar.Register(function);
                    else
                        return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A LINQ question guards both", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (Machine.RemappingUnits.Any())
                    {
                        Dmar.Register(function);
                        function.AssignMsiDomain(null);
                    }

                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("Nested tuples are taken apart", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var((a, n), b) = ((function, 1), Dmar);
                    b.Register(a);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("Unregistered on a flag and decided on it", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Dmar.Register(function);
                    if (Firmware.Quirk)
                        Dmar.Unregister(function);
                    if (Firmware.Quirk)
                    {
                        function.AssignMsiDomain(null); // IRQ1001
                    }
                    else
                        function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
    ];
}
