namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Flags and numbers that code assigns which runs at some other time.</summary>
internal static class LooseValues
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A number that escaped code changes", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    var some = new List<int> { 1 };
                    some.ForEach(_ => error = -19);
                    if (error == 0)
                    {
                        Dmar.Register(function);
                    }

                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }
            }
            """),
        new("A flag that escaped code changes", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var failed = false;
                    var some = new List<int> { 1 };
                    some.ForEach(_ => failed = true);
                    if (!failed)
                    {
                        Dmar.Register(function);
                    }

                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }
            }
            """),
        new("A flag that code that was handed out changes later", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var failed = false;
                    var some = new List<int> { 1 };
                    Action<int> fail = _ => failed = true;
                    Keep(fail);
                    failed = false;
                    some.ForEach(kept!);
                    if (!failed) Dmar.Register(function);
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }

                private Action<int>? kept;

                private void Keep(Action<int> action) => kept = action;
            }
            """),
        new("A flow that is not awaited yet changes a number", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    var failing = Fail();
                    error = 0;
                    await Flow.Completed;
                    await Flow.Completed;
                    if (error == 0) Dmar.Register(function);
                    function.AssignMsiDomain(null); // IRQ1001?
                    await failing;
                    await function.Add();

                    async Flow Fail()
                    {
                        await Flow.Completed;
                        error = -19;
                    }
                }
            }
            """),
        new("A number is changed through one of two references", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override Flow AddDevice(PciFunction function)
                {
                    var error = 0;
                    var other = 0;
                    ref var one = ref (Firmware.Quirk ? ref error : ref other);
                    one = -19;
                    if (error == 0) Dmar.Register(function);
                    function.AssignMsiDomain(null); // IRQ1001?
                    return function.Add();
                }
            }
            """),
    ];
}
