namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Loops over remapping units and functions, and flags that outlive them.</summary>
internal static class LoopFlags
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A loop until the IOMMU knows the function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    while (!Dmar.Knows(function))
                    {
                        if (Firmware.Ask()) continue;
                        Dmar.Register(function);
                    }

                    function.AssignMsiDomain(Dmar.FindMsiDomain(function));
                    await function.Add();
                }
            }
            """),
        new("A flag set in one branch of a loop and tested behind it", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var found = false;
                    foreach (var unit in Machine.RemappingUnits)
                    {
                        if (unit != Machine.RemappingUnits[0]) continue;
                        Dmar.Register(function);
                        found = true;
                        break;
                    }

                    if (found) function.AssignMsiDomain(Dmar.FindMsiDomain(function));
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                    await function.Attach();
                }
            }
            """),
        new("A flag that says the opposite of what was done", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var skipped = true;
                    foreach (var unit in Machine.RemappingUnits)
                    {
                        if (unit != Machine.RemappingUnits[0] || Firmware.Quirk) continue;
                        Dmar.Register(function);
                        skipped = false;
                        break;
                    }

                    if (skipped) function.AssignMsiDomain(DefaultMsiDomain); // IRQ1001?
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                    await function.Attach();
                }
            }
            """),
        new("Each unit is set up in one loop and enabled in it", """
            public sealed class H : Host
            {
                private readonly Iommu dmar;

                public H(Machine machine) : base(machine) => dmar = new(machine);

                public override async Flow Boot()
                {
                    foreach (var unit in Machine.RemappingUnits)
                    {
                        dmar.SetTablePointer(unit);
                        dmar.InvalidateEntryCache(unit);
                        dmar.EnableRemapping(unit);
                    }

                    EnableX2Apic(dmar);
                    CreateDefaultMsiDomain();
                    await ScanBuses();
                }
            }
            """),
        new("A unit's cache is invalidated before its table is set", """
            public sealed class H : Host
            {
                private readonly Iommu dmar;

                public H(Machine machine) : base(machine) => dmar = new(machine);

                public override async Flow Boot()
                {
                    foreach (var unit in Machine.RemappingUnits)
                    {
                        dmar.InvalidateEntryCache(unit);
                        dmar.SetTablePointer(unit);
                        dmar.EnableRemapping(unit); // IRQ1009
                    }

                    CreateDefaultMsiDomain();
                    await ScanBuses();
                }
            }
            """),
        new("A for loop with an index over the units", """
            public sealed class H : Host
            {
                private readonly Iommu dmar;

                public H(Machine machine) : base(machine) => dmar = new(machine);

                public override async Flow Boot()
                {
                    for (var i = 0; i < Machine.RemappingUnits.Count; i++)
                    {
                        var unit = Machine.RemappingUnits[i];
                        dmar.SetTablePointer(unit);
                        dmar.EnableRemapping(unit); // IRQ1009
                    }

                    CreateDefaultMsiDomain();
                    await ScanBuses();
                }
            }
            """),
        new("Every added function is registered before it is decided", """
            public sealed class H : Host
            {
                private readonly Iommu dmar;

                public H(Machine machine) : base(machine) => dmar = new(machine);

                public override async Flow Boot()
                {
                    dmar.EnableInterruptRemapping();
                    CreateDefaultMsiDomain();
                    await ScanBuses();
                    foreach (var function in AddedFunctions)
                    {
                        if (function is PciBridge) continue;
                        dmar.Register(function);
                        if (function.HasSpecialMsiDomain) continue;
                        function.AssignMsiDomain(dmar.FindMsiDomain(function));
                    }

                    Subscribe(new Registrar(dmar));
                }
            }
            """),
        new("A loop over units registers, because a machine without units loses nothing", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    foreach (var u in Machine.RemappingUnits)
                        Dmar.Register(function);
                    function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
    ];
}
