namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Delegates that may be one of several, or are several in one.</summary>
internal static class SeveralDelegates
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A delegate that a condition chooses may decide too early", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Action<PciFunction> first = Firmware.Quirk ? Decide : Known;
                    first(function); // IRQ1001?
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Known(PciFunction function) => Dmar.Register(function);

                private static void Decide(PciFunction function) => function.AssignMsiDomain(null);
            }
            """),
        new("A delegate that is sometimes replaced may decide too early", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Action<PciFunction> first = Known;
                    if (Firmware.Quirk) first = Decide;
                    first(function); // IRQ1001?
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Known(PciFunction function) => Dmar.Register(function);

                private static void Decide(PciFunction function) => function.AssignMsiDomain(null);
            }
            """),
        new("Of an array of delegates each is called in its turn", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var steps = new Action<PciFunction>[] { Decide, Known };
                    foreach (var step in steps) step(function); // IRQ1001
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Known(PciFunction function) => Dmar.Register(function);

                private static void Decide(PciFunction function) => function.AssignMsiDomain(null);
            }
            """),
        new("Of two delegates in one the first decides too early", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Action<PciFunction> steps = Decide;
                    steps += Known;
                    steps(function); // IRQ1001
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Known(PciFunction function) => Dmar.Register(function);

                private static void Decide(PciFunction function) => function.AssignMsiDomain(null);
            }
            """),
        new("Of two delegates in one the first registers", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Action<PciFunction> steps = Known;
                    steps += Decide;
                    steps(function);
                    await function.Add();
                }

                private void Known(PciFunction function) => Dmar.Register(function);

                private static void Decide(PciFunction function) => function.AssignMsiDomain(null);
            }
            """),
        new("A delegate that either way registers has registered", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Action<PciFunction> first = Known;
                    if (Firmware.Quirk) first = f => Dmar.Register(f);
                    first(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Known(PciFunction function) => Dmar.Register(function);
            }
            """),
    ];
}
