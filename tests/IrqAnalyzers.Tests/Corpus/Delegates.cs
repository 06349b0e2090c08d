namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Lambdas and method groups.</summary>
internal static class Delegates
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A lambda runs where it is called and not where it is written", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Action decide = () => function.AssignMsiDomain(null);
                    Dmar.Register(function);
                    decide();
                    await function.Add();
                }
            }
            """),
        new("A lambda that is called before the registration", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Action decide = () => function.AssignMsiDomain(null);
                    decide.Invoke(); // IRQ1001
                    Dmar.Register(function);
                    decide?.Invoke();
                    await function.Add();
                }
            }
            """),
        new("A lambda with the function as its argument", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Func<PciFunction, MsiDomain?> ask = f => Dmar.FindMsiDomain(f);
                    var register = (PciFunction f) => Dmar.Register(f);
                    _ = ask(function); // IRQ1001
                    register(function);
                    function.AssignMsiDomain(ask(function));
                    await function.Add();
                }
            }
            """),
        new("A lambda handed to a helper that runs it", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Run(() => Dmar.Register(function));
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static void Run(Action step) => step();
            }
            """),
        new("An async lambda holds the driver back around Add", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Func<Flow> add = async () =>
                    {
                        function.MatchDriver = false;
                        await function.Add();
                        function.MatchDriver = true;
                    };
                    await add();
                    await function.Attach();
                }
            }
            """),
        new("An async lambda that nobody lets go", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function) // IRQ3002
                {
                    Func<Flow> add = async () =>
                    {
                        function.MatchDriver = false;
                        await function.Add();
                    };
                    await add();
                    await function.Attach();
                }
            }
            """),
        new("A lambda that makes a lambda", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Func<Action> make = () => () => Dmar.Register(function);
                    make()();
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("Lambdas over a loop variable are run later", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var acts = new List<Action>();
                    foreach (var f in new[]
                    {
                        function
                    }

                    )
                        acts.Add(() => Dmar.Register(f));
                    foreach (var a in acts)
                        a();
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A delegate in a field", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    hook = f => Dmar.Register(f);
                    hook(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private Action<PciFunction>? hook;
            }
            """),
        new("A property that makes a delegate", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Hook(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private Action<PciFunction> Hook => f => Dmar.Register(f);
            }
            """),
    ];
}
