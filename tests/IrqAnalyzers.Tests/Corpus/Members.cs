namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Members with effects: properties, indexers, initializers, overrides.</summary>
internal static class Members
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A property with a side effect registers", """
            public sealed class Known
            {
                private readonly PciFunction function;
                private readonly Iommu iommu;

                public Known(PciFunction function, Iommu iommu)
                {
                    this.function = function;
                    this.iommu = iommu;
                }

                public PciFunction Function
                {
                    get
                    {
                        iommu.Register(function);
                        return function;
                    }
                }
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var known = new Known(function, Dmar);
                    function.AssignMsiDomain(null); // IRQ1001
                    known.Function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("An interface without contracts may do anything", """
            public interface IHook
            {
                void Before(PciFunction function);
            }

            public sealed class RegisterHook : IHook
            {
                private readonly Iommu iommu;

                public RegisterHook(Iommu iommu) => this.iommu = iommu;

                public void Before(PciFunction function) => iommu.Register(function);
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Hook.Before(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private IHook Hook => new RegisterHook(Dmar);
            }
            """),
        new("A default interface method registers", """
            public interface IReg
            {
                Iommu Unit { get; }

                void Enroll(PciFunction f) => Unit.Register(f);
            }

            public sealed class H : BenchHost, IReg
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    ((IReg)this).Enroll(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                Iommu IReg.Unit => Dmar;
            }
            """),
        new("An override in a sealed host registers", """
            public abstract class Mid : BenchHost
            {
                public Mid(Machine machine) : base(machine) { }

                protected virtual void Prepare(PciFunction f)
                {
                }
            }

            public sealed class H : Mid
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                protected override void Prepare(PciFunction f) => Dmar.Register(f);
            }
            """),
        new("A constraint reaches the interface of the host", """
            public interface IEnter
            {
                void Enter(PciFunction f);
            }

            public sealed class H : BenchHost, IEnter
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Enroll<H>(this, function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                public void Enter(PciFunction f) => Dmar.Register(f);
                private static void Enroll<T>(T host, PciFunction f)
                    where T : IEnter => host.Enter(f);
            }
            """),
        new("An enumerator of one's own registers", """
            public sealed class En(Iommu i, PciFunction f)
            {
                public En GetEnumerator() => this;
                public int Current => 0;

                public bool MoveNext()
                {
                    i.Register(f);
                    return false;
                }
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    foreach (var x in new En(Dmar, function))
                    {
                    }

                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("A collection initializer registers", """
            public sealed class Col(Iommu i) : System.Collections.IEnumerable
            {
                public void Add(PciFunction f) => i.Register(f);
                public System.Collections.IEnumerator GetEnumerator() => throw new NotSupportedException();
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    _ = new Col(Dmar)
                    {
                        function
                    };
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("An object initializer registers", """
            public sealed class Set(Iommu i)
            {
                public PciFunction F { set => i.Register(value); }
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    _ = new Set(Dmar)
                    {
                        F = function
                    };
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("An indexer registers what it is given", """
            public sealed class Ix(Iommu i)
            {
                public PciFunction this[int n] { set => i.Register(value); }
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    new Ix(Dmar)[0] = function;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
    ];
}
