namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Lambdas and methods handed to helpers that call them.</summary>
internal static class HandedCode
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A pipeline of steps that never lets the driver go", """
            public static class Pipeline
            {
                public static T Then<T>(this T item, Action<T> step) where T : PciFunction
                {
                    step(item);
                    return item;
                }
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function) // IRQ3002
                {
                    function.Then(f => f.SetDefaultMsiDomain(DefaultMsiDomain)).Then(f => f.MatchDriver = false);
                    await function.Add();
                    function.Then(f => f.MatchDriver = false);
                    await function.Attach();
                }
            }
            """),
        new("A guard runs a step too early and one in time", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Guard("early", () => function.AssignMsiDomain(null)); // IRQ1001
                    Guard("register", () => Dmar.Register(function));
                    Guard("late", () => function.AssignMsiDomain(null));
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private static void Guard(string name, Action step)
                {
                    try
                    {
                        step();
                    }
                    catch (InvalidOperationException failure)
                    {
                        Console.WriteLine(name + failure.Message);
                        throw;
                    }
                }
            }
            """),
        new("A helper hands code on to another, and the code names this", """
            public sealed class H : BenchHost
            {
                private readonly Runner runner = new Runner();

                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    await runner.Twice(() => Enroll(function));
                    function.AssignMsiDomain(Dmar.FindMsiDomain(function));
                    function.MatchDriver = false;
                    await function.Add();
                    await runner.Twice(() => Release(function));
                }

                private async Flow Enroll(PciFunction function) => Dmar.Register(function);

                private async Flow Release(PciFunction function) => function.MatchDriver = true;
            }

            public sealed class Runner
            {
                private int runs;

                public async Flow Twice(Func<Flow> step)
                {
                    await Once(step);
                    await Once(step);
                }

                private async Flow Once(Func<Flow> step)
                {
                    runs++;
                    await step();
                }
            }
            """),
        new("A method of another object is handed on as code", """
            public sealed class Vectors
            {
                private readonly PciFunction function;

                public Vectors(PciFunction function) => this.function = function;

                public void Take() => function.AllocateVectors(1);

                public void Request() => function.RequestInterrupts();
            }

            public sealed class D : PciDriver
            {
                public D() : base("d") { }

                public override bool Matches(PciFunction function) => true;

                protected override async Flow Probe(PciFunction function)
                {
                    var vectors = new Vectors(function);
                    Try(vectors.Request); // IRQ4005
                    Try(vectors.Take);
                    Try(vectors.Request);
                }

                private static bool Try(Action step)
                {
                    step();
                    return true;
                }
            }
            """),
        new("A static local function is handed on with what it gets", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override Flow ResumeDevice(PciFunction function)
                {
                    return Use(function, Wake); // IRQ4006

                    static Flow Wake(PciFunction function)
                    {
                        function.PowerUp();
                        function.RestoreMessages();
                        function.EnableMemoryDecoding();
                        return Flow.Completed;
                    }
                }

                private static TResult Use<T, TResult>(T item, Func<T, TResult> run) => run(item);
            }
            """),
        new("A helper that only may run the code", """
            public sealed class D : PciDriver
            {
                public D() : base("d") { }

                public override bool Matches(PciFunction function) => true;

                protected override async Flow Unbind(PciFunction function) // IRQ4002?
                {
                    if (function is PhysicalFunction { HasVirtualFunctions: true } pf) await pf.DisableSriov();
                    function.ReleaseInterrupts();
                    If(Firmware.Quirk, () => function.FreeVectors());
                }

                private static void If(bool condition, Action step)
                {
                    if (condition) step();
                }
            }
            """),
        new("A helper that keeps the code may run it at any time", """
            public sealed class H : BenchHost
            {
                private readonly List<Action> steps = new();

                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Later(() => Dmar.Register(function));
                    foreach (var step in steps) step();
                    function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Later(Action step)
                {
                    steps.Add(step);
                    step();
                }
            }
            """),
        new("Code that assigns a variable around it is not followed into helpers", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    PciFunction? other = null;
                    Run(() => other = function);
                    if (other is not null) Dmar.Register(other);
                    function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private static void Run(Action step) => step();
            }
            """),
        new("A helper that calls itself with the code comes to an end", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Repeat(3, () => Dmar.Register(function));
                    Repeat(2, () => Repeat(2, () => Dmar.Register(function)));
                    function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private static void Repeat(int times, Action step)
                {
                    if (times == 0) return;
                    step();
                    Repeat(times - 1, step);
                }
            }
            """),
        new("A helper that knows nothing of the DSL calls what it is given", """
            public static class Scope
            {
                public static T Also<T>(this T item, Action<T> act)
                {
                    act(item);
                    return item;
                }
            }

            public sealed class D : PciDriver
            {
                public D() : base("d") { }

                public override bool Matches(PciFunction function) => true;

                protected override async Flow Probe(PciFunction function)
                {
                    function.Also(f => f.RequestInterrupts()).Also(f => f.AllocateVectors(1)); // IRQ4005
                }
            }
            """),
        new("Lambdas in an array run in the order in which they are there", """
            public sealed class D : PciDriver
            {
                public D() : base("d") { }

                public override bool Matches(PciFunction function) => true;

                protected override async Flow Probe(PciFunction function)
                {
                    foreach (var step in new Action<PciFunction>[] { f => f.RequestInterrupts(), f => f.AllocateVectors(1) })
                        step(function); // IRQ4005
                }

                protected override async Flow Unbind(PciFunction function)
                {
                    if (function is PhysicalFunction { HasVirtualFunctions: true } pf) await pf.DisableSriov();
                    foreach (var step in new Action[] { () => function.ReleaseInterrupts(), () => function.FreeVectors() }) step();
                }
            }
            """),
    ];
}
