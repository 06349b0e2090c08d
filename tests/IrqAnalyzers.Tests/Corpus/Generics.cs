namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Objects of generic classes that hold functions, some of them handed to the base class by constructors in the head of a type.</summary>
internal static class Generics
{
    private const string Resources = """
        public abstract class Resource<T>(T item)
        {
            public T Item { get; } = item;

            public abstract bool Acquire();

            public abstract void Release();
        }

        public sealed class Vectors<T>(T item) : Resource<T>(item) where T : PciFunction
        {
            public override bool Acquire() => Item.AllocateVectors(1) > 0;

            public override void Release() => Item.FreeVectors();
        }

        public sealed class Interrupts<T>(T item) : Resource<T>(item) where T : PciFunction
        {
            public override bool Acquire()
            {
                Item.RequestInterrupts();
                return true;
            }

            public override void Release() => Item.ReleaseInterrupts();
        }

        public abstract class ResourceDriver : PciDriver
        {
            protected ResourceDriver() : base("resources") { }

            public override bool Matches(PciFunction function) => true;
        }

        """;

    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("Resources are taken in the wrong order", Resources + """
            public sealed class D : ResourceDriver
            {
                protected override async Flow Probe(PciFunction function)
                {
                    var vectors = new Vectors<PciFunction>(function);
                    var interrupts = new Interrupts<PciFunction>(function);
                    interrupts.Acquire(); // IRQ4005
                    if (!vectors.Acquire()) return;
                    interrupts.Acquire();
                }
            }
            """)
        { NeedsPrimaryConstructors = true },
        new("Resources are given back in the wrong order", Resources + """
            public sealed class D : ResourceDriver
            {
                protected override async Flow Unbind(PciFunction function)
                {
                    if (function is PhysicalFunction { HasVirtualFunctions: true } pf) await pf.DisableSriov();
                    foreach (var one in new Resource<PciFunction>[] { new Vectors<PciFunction>(function), new Interrupts<PciFunction>(function) })
                        one.Release(); // IRQ4001?
                }
            }
            """)
        { NeedsPrimaryConstructors = true },
        new("Resources are taken and given back in order", Resources + """
            public sealed class D : ResourceDriver
            {
                protected override async Flow Probe(PciFunction function)
                {
                    Resource<PciFunction> one = new Vectors<PciFunction>(function);
                    if (!one.Acquire()) return;
                    one = new Interrupts<PciFunction>(function);
                    one.Acquire();
                }

                protected override async Flow Unbind(PciFunction function)
                {
                    if (function is PhysicalFunction { HasVirtualFunctions: true } pf) await pf.DisableSriov();
                    foreach (var one in new Resource<PciFunction>[] { new Interrupts<PciFunction>(function), new Vectors<PciFunction>(function) }) one.Release();
                }
            }
            """)
        { NeedsPrimaryConstructors = true },
        new("A constructor hands the function to that of its base class", """
            public abstract class Job(PciFunction function, string name)
            {
                protected PciFunction Function { get; } = function;

                public override string ToString() => name;
            }

            public sealed class Decision : Job
            {
                public Decision(PciFunction function) : base(function, "decide") { }

                public void Run() => Function.AssignMsiDomain(null);
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    new Decision(function).Run(); // IRQ1001
                    Dmar.Register(function);
                    new Decision(function).Run();
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """)
        { NeedsPrimaryConstructors = true },
    ];
}
