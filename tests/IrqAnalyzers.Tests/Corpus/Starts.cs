namespace IrqAnalyzers.Tests.Corpus;

/// <summary>What helpers do to the units and functions that they find themselves, where the system starts and elsewhere.</summary>
internal static class Starts
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A helper of Boot enables all units before it has flushed any", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public override async Flow Boot()
                {
                    BringUp(); // IRQ1009
                    CreateDefaultMsiDomain();
                    await ScanBuses();
                }

                private void BringUp()
                {
                    foreach (var unit in Machine.RemappingUnits) Dmar.SetTablePointer(unit);
                    foreach (var unit in Machine.RemappingUnits) Dmar.EnableRemapping(unit);
                    foreach (var unit in Machine.RemappingUnits) Dmar.InvalidateEntryCache(unit);
                }
            }
            """),
        new("A helper of Boot with a loop for each step in the right order", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public override async Flow Boot()
                {
                    BringUp();
                    await ScanBuses();
                }

                private void BringUp()
                {
                    foreach (var unit in Machine.RemappingUnits) Dmar.SetTablePointer(unit);
                    foreach (var unit in Machine.RemappingUnits) Dmar.InvalidateEntryCache(unit);
                    foreach (var unit in Machine.RemappingUnits) Dmar.EnableRemapping(unit);
                }
            }
            """),
        new("A step of a helper of a helper comes too early", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public override async Flow Boot()
                {
                    await Prepare(); // IRQ1009
                    await ScanBuses();
                }

                private async Flow Prepare()
                {
                    CreateDefaultMsiDomain();
                    foreach (var unit in Machine.RemappingUnits) Dmar.SetTablePointer(unit);
                    EnableAll();
                    foreach (var unit in Machine.RemappingUnits) Flush(unit);
                    await Flow.Completed;
                }

                private void EnableAll()
                {
                    foreach (var unit in Machine.RemappingUnits) Enable(unit);
                }

                private void Enable(RemappingUnit unit) => Dmar.EnableRemapping(unit);

                private void Flush(RemappingUnit unit) => Dmar.InvalidateEntryCache(unit);
            }
            """),
        new("Boot has done to all units what its helper demands", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public override async Flow Boot()
                {
                    foreach (var unit in Machine.RemappingUnits)
                    {
                        Dmar.SetTablePointer(unit);
                        Dmar.InvalidateEntryCache(unit);
                    }

                    EnableAll();
                    await ScanBuses();
                }

                private void EnableAll()
                {
                    foreach (var unit in Machine.RemappingUnits) Dmar.EnableRemapping(unit);
                }
            }
            """),
        new("A helper that is called after something unknown", """
            public sealed class H : BenchHost
            {
                private readonly Action prepare;

                public H(Machine machine, Action prepare) : base(machine) => this.prepare = prepare;

                public override async Flow Boot()
                {
                    prepare();
                    EnableAll();
                    await ScanBuses();
                }

                private void EnableAll()
                {
                    foreach (var unit in Machine.RemappingUnits) Dmar.EnableRemapping(unit);
                }
            }
            """),
        new("What a helper finds when the system has long been running is unknown", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    EnableAll();
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void EnableAll()
                {
                    foreach (var unit in Machine.RemappingUnits) Dmar.EnableRemapping(unit);
                }
            }
            """),
        new("A helper of Boot that is wrong whoever calls it is told so itself", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public override async Flow Boot()
                {
                    EnableAll();
                    await ScanBuses();
                }

                private void EnableAll()
                {
                    foreach (var unit in Machine.RemappingUnits)
                    {
                        Dmar.InvalidateEntryCache(unit);
                        Dmar.SetTablePointer(unit);
                        Dmar.EnableRemapping(unit); // IRQ1009
                    }
                }
            }
            """),
        new("Functions that a helper of Boot finds on a bus have not been registered", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public override async Flow Boot()
                {
                    if (Firmware.Quirk) Assign(Machine.Buses[0]); // IRQ1001
                    CreateDefaultMsiDomain();
                    await ScanBuses();
                }

                private void Assign(PciBus bus)
                {
                    foreach (var function in bus.Functions) function.AssignMsiDomain(null);
                }
            }
            """),
        new("A question to all units leaves them as they are", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public override async Flow Boot()
                {
                    BringUp(); // IRQ1009
                    await ScanBuses();
                }

                private void BringUp()
                {
                    var units = Machine.RemappingUnits;
                    if (units.Count == 0 || units.Any(unit => !unit.SupportsInterruptRemapping)) return;
                    foreach (var unit in units) Dmar.SetTablePointer(unit);
                    foreach (var unit in units) Dmar.EnableRemapping(unit);
                }
            }
            """),
    ];
}
