namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Loops with early continue, break and retry.</summary>
internal static class Loops
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("For each virtual function of a physical one", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public async Flow Retire(PhysicalFunction pf)
                {
                    pf.SetVfEnable(2);
                    await pf.AddVirtualFunctions();
                    foreach (var vf in pf.VirtualFunctions)
                    {
                        if (vf.Index == 0) continue;
                        vf.InheritMsiDomain();
                    }

                    pf.ClearVfEnable(); // IRQ2004
                }
            }
            """),
        new("A loop over the virtual functions removes each before the enable bit", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public async Flow Retire(PhysicalFunction pf)
                {
                    if (pf.HasVirtualFunctions) await pf.RemoveVirtualFunctions();
                    pf.ClearVfEnable();
                }
            }
            """),
        new("The test of virtual functions is turned round", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public async Flow Retire(PhysicalFunction pf)
                {
                    if (!pf.HasVirtualFunctions) await pf.RemoveVirtualFunctions();
                    else pf.ClearVfEnable(); // IRQ2004
                }
            }
            """),
        new("Continue skips the registration but not the decision", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    for (var i = 0; i < 3; i++)
                    {
                        var port = bus.AddFunction($"0{i + 4}.0");
                        if (Firmware.Quirk)
                        {
                            port.SetDefaultMsiDomain(DefaultMsiDomain);
                            continue;
                        }

                        Dmar.Register(port);
                        port.AssignMsiDomain(Dmar.FindMsiDomain(port));
                    }
                }
            }
            """),
        new("A break leaves the last one unregistered", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    PciFunction port;
                    var i = 4;
                    while (true)
                    {
                        port = bus.AddFunction($"0{i++}.0");
                        if (Firmware.Quirk || i > 7) break;
                        Dmar.Register(port);
                        port.AssignMsiDomain(null);
                    }

                    port.AssignMsiDomain(null); // IRQ1001
                }
            }
            """),
        new("A do loop runs at least once", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var tries = 0;
                    do
                    {
                        Dmar.Register(function);
                    }
                    while (!Dmar.Knows(function) && tries++ < 3);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A while loop may not run at all", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var left = Firmware.Count;
                    while (left-- > 0) Dmar.Register(function);
                    function.AssignMsiDomain(null); // IRQ1001?
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("Nested loops with a break of the inner one only", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    for (var device = 4; device < 6; device++)
                    {
                        var port = bus.AddFunction($"0{device}.0");
                        for (var attempt = 0; attempt < 3; attempt++)
                        {
                            if (Firmware.Ask()) break;
                            Dmar.Register(port);
                        }

                        port.AssignMsiDomain(null); // IRQ1001?
                    }
                }
            }
            """),
        new("A for loop counts down with vectors in hand", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("ladder") { }

                    public override bool Matches(PciFunction function) => function is PhysicalFunction;

                    protected override async Flow Probe(PciFunction function)
                    {
                        for (var want = 4; want > 0; want /= 2)
                        {
                            if (function.AllocateVectors(want) == want) break;
                            function.FreeVectors();
                        }

                        if (!function.HasVectors) return;
                        function.RequestInterrupts();
                    }
                }
            }
            """),
    ];
}
