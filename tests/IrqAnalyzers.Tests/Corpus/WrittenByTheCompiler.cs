namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Calls that do not look like calls: operators, conversions, deconstruction, events, text.</summary>
internal static class WrittenByTheCompiler
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("An operator that decides decides too early", """
            public sealed class Ops { public static Ops operator +(Ops a, PciFunction f) { f.AssignMsiDomain(null); return a; } }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    _ = Dmar2 + function; // IRQ1001
                    await function.Add();
                }

                private Ops Dmar2 => new();
            }
            """),
        new("An operator that registers has registered", """
            public sealed class Ops(Iommu iommu) { public Iommu Iommu { get; } = iommu; public static Ops operator +(Ops a, PciFunction f) { a.Iommu.Register(f); return a; } }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    _ = new Ops(Dmar) + function;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("A conversion that decides decides too early", """
            public sealed class Ops { public PciFunction F; private Ops(PciFunction f) => F = f; public static implicit operator Ops(PciFunction f) { f.AssignMsiDomain(null); return new(f); } }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Ops o = function; // IRQ1001
                    await o.F.Add();
                }
            }
            """),
        new("A compound assignment runs the operator", """
            public sealed class Ops { public static Ops operator +(Ops a, PciFunction f) { f.AssignMsiDomain(null); return a; } }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var o = new Ops();
                    o += function; // IRQ1001
                    await function.Add();
                }
            }
            """),
        new("A conversion to bool that registers has registered", """
            public sealed class Ok(Iommu i, PciFunction f) { public static implicit operator bool(Ok o) => o.Reg(); private bool Reg() { i.Register(f); return true; } }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (new Ok(Dmar, function)) function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("A Deconstruct method that registers has registered", """
            public sealed class Dec(Iommu i, PciFunction f) { public void Deconstruct(out int a, out int b) { i.Register(f); a = b = 0; } }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var (x, y) = new Dec(Dmar, function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("A Deconstruct method gives the function back", """
            public sealed class Slot(PciFunction f) { public void Deconstruct(out PciFunction function, out int n) { function = f; n = 1; } }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var slot = new Slot(function);
                    var (f, n) = slot;
                    Dmar.Register(f);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("Parts of tuples in an array are the functions", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    foreach (var (f, _) in new[] { (function, 0) }) Dmar.Register(f);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("An event accessor that registers has registered", """
            public sealed class Ev(Iommu i, PciFunction f) { public event Action Go { add => i.Register(f); remove { } } }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    new Ev(Dmar, function).Go += () => { };
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("Text of an object that registers has registered", """
            public sealed class Ts(Iommu i, PciFunction f) { public override string ToString() { i.Register(f); return ""; } }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    _ = $"{new Ts(Dmar, function)}";
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("A property that a pattern reads has registered", """
            public sealed class Pp(Iommu i, PciFunction f) { public bool Known { get { i.Register(f); return true; } } }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (new Pp(Dmar, function) is { Known: true }) function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("A tuple is taken apart into fields", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private PciFunction? a; private Iommu? b;
                protected override async Flow AddDevice(PciFunction function)
                {
                    (a, b) = (function, Dmar);
                    b.Register(a);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("An indexer that registers has registered", """
            public sealed class Tab(Iommu i, PciFunction f) { public PciFunction this[int n] { get { i.Register(f); return f; } } }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var t = new Tab(Dmar, function);
                    t[0].AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("A copy of a record holds the same function", """
            public sealed record Slot(PciFunction Function, int Vectors);

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var slot = new Slot(function, 1);
                    var larger = slot with { Vectors = 2 };
                    Dmar.Register(larger.Function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A decision through the copy of a record comes too early", """
            public sealed record Slot(PciFunction Function, int Vectors);

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var slot = new Slot(function, 1);
                    var larger = slot with { Vectors = 2 };
                    larger.Function.AssignMsiDomain(null); // IRQ1001
                    Dmar.Register(function);
                    await function.Add();
                }
            }
            """),
    ];
}
