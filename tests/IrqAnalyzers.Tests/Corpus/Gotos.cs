namespace IrqAnalyzers.Tests.Corpus;

/// <summary>goto, and the error labels of kernels.</summary>
internal static class Gotos
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A goto jumps over the registration", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (function.IsVirtual) goto decide;
                    Dmar.Register(function);
                decide:
                    function.AssignMsiDomain(null); // IRQ1001@virtual
                    await function.Add();
                }
            }
            """),
        new("A goto case runs what another kind has", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    switch (Firmware.Count)
                    {
                        case 0:
                            Dmar.Register(function);
                            goto case 1;
                        case 1:
                            function.AssignMsiDomain(null); // IRQ1001
                            break;
                        case 3 when !function.IsVirtual:
                            function.AssignMsiDomain(null); // IRQ1001
                            goto default;
                        default:
                            Dmar.Register(function);
                            break;
                    }

                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                    await function.Attach();
                }
            }
            """),
        new("Error labels as kernels have them", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("labels") { }

                    public override bool Matches(PciFunction function) => function is PhysicalFunction;

                    protected override async Flow Probe(PciFunction function)
                    {
                        if (function.ReserveVectors(1) == 0) return;
                        if (Firmware.Quirk) goto free;
                        function.WriteMessages();
                        function.EnableMsi();
                        function.RequestInterrupts();
                        if (Firmware.Legacy) goto release;
                        return;
                    release:
                        function.ReleaseInterrupts();
                    free:
                        function.FreeVectors();
                    }
                }
            }
            """),
        new("An error label that frees what is still requested", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("labels") { }

                    public override bool Matches(PciFunction function) => function is PhysicalFunction;

                    protected override async Flow Probe(PciFunction function)
                    {
                        if (function.AllocateVectors(1) == 0) return;
                        if (Firmware.Quirk) goto free;
                        function.RequestInterrupts();
                        if (Firmware.Legacy) goto free;
                        return;
                    free:
                        function.FreeVectors(); // IRQ4001?
                    }
                }
            }
            """),
        new("A goto retries before the registration", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var n = 0;
                    again:
                        if (n++ < 2 && Firmware.Quirk)
                            goto again;
                    Dmar.Register(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A goto back decides first", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var n = 0;
                    again:
                        function.AssignMsiDomain(null); // IRQ1001
                    Dmar.Register(function);
                    if (n++ < 2)
                        goto again;
                    await function.Add();
                }
            }
            """),
    ];
}
