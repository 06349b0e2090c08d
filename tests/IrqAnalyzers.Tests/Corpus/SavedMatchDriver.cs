namespace IrqAnalyzers.Tests.Corpus;

/// <summary>MatchDriver that follows something, or is saved and restored.</summary>
internal static class SavedMatchDriver
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("MatchDriver saved and restored", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var saved = function.MatchDriver;
                    function.MatchDriver = false;
                    Dmar.Register(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                    function.MatchDriver = saved;
                }
            }
            """),
        new("MatchDriver saved too late", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function) // IRQ3002
                {
                    function.MatchDriver = false;
                    var saved = function.MatchDriver;
                    Dmar.Register(function);
                    await function.Add();
                    function.MatchDriver = saved;
                }
            }
            """),
        new("MatchDriver saved and restored by a helper", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Dmar.Register(function);
                    await Quietly(function);
                }

                private static async Flow Quietly(PciFunction f)
                {
                    var saved = f.MatchDriver;
                    f.MatchDriver = false;
                    await f.Add();
                    f.MatchDriver = saved;
                }
            }
            """),
        new("MatchDriver saved and not restored on one path", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var saved = function.MatchDriver;
                    function.MatchDriver = false;
                    Dmar.Register(function);
                    await function.Add();
                    if (Firmware.Quirk) return; // IRQ3002
                    function.MatchDriver = saved;
                }
            }
            """),
        new("What MatchDriver was is tested", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function) // IRQ3002?
                {
                    var saved = function.MatchDriver;
                    function.MatchDriver = false;
                    Dmar.Register(function);
                    await function.Add();
                    if (saved) function.MatchDriver = true;
                }
            }
            """),
        new("MatchDriver follows a flag", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var hold = Firmware.Quirk;
                    function.MatchDriver = !hold;
                    Dmar.Register(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                    if (hold) function.MatchDriver = true;
                }
            }
            """),
        new("MatchDriver follows the kind", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = function.IsVirtual;
                    Dmar.Register(function);
                    await function.Add(); // IRQ3001@virtual
                    function.MatchDriver = true;
                }
            }
            """),
        new("MatchDriver follows the opposite of the kind", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = !function.IsVirtual;
                    Dmar.Register(function);
                    await function.Add(); // IRQ3001@physical
                    function.MatchDriver = true;
                }
            }
            """),
        new("MatchDriver follows the kind and is not restored", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function) // IRQ3002@physical
                {
                    function.MatchDriver = function.IsVirtual;
                    Dmar.Register(function);
                    await function.Add(); // IRQ3001@virtual
                }
            }
            """),
    ];
}
