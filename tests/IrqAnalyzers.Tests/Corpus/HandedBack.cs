namespace IrqAnalyzers.Tests.Corpus;

/// <summary>What helpers hand back: through parameters, and in objects that they make.</summary>
internal static class HandedBack
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A function that comes back through an out parameter is the one that went in", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Get(function, out var f);
                    Dmar.Register(f);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static void Get(PciFunction x, out PciFunction f) => f = x;
            }
            """),
        new("What a helper gives through an out parameter when it answers true is registered", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (!Get(function, out var f)) return;
                    Dmar.Register(f);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static bool Get(PciFunction x, out PciFunction f) { f = x; return true; }
            }
            """),
        new("An out parameter that is set by a cast is null for the other kind", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (!Get(function, out var f)) return;
                    Dmar.Register(f);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static bool Get(PciFunction x, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PhysicalFunction? f) { f = x as PhysicalFunction; return f != null; }
            }
            """),
        new("A variable declared in a condition holds what the helper put into it", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (TryGet(function, out var f) && !f.IsVirtual) Dmar.Register(f);
                    if (!function.IsVirtual) function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private static bool TryGet(PciFunction x, out PciFunction f) { f = x; return true; }
            }
            """),
        new("A flag that comes back through an out parameter tells what was done", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Reg(function, out var ok);
                    if (ok) function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Reg(PciFunction f, out bool ok) { ok = false; if (Firmware.Quirk) return; Dmar.Register(f); ok = true; }
            }
            """),
        new("An out argument that is a field changes what the field holds", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Get(function, out current);
                    Dmar.Register(current);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private PciFunction? current;
                private static void Get(PciFunction x, out PciFunction? f) => f = x;
            }
            """),
        new("The Try pattern in a notifier leaves no VF without a domain", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override IommuNotifier CreateNotifier() => new N(Dmar);

                private sealed class N(Iommu iommu) : IommuNotifier(1)
                {
                    protected override async Flow OnDeviceAdded(PciFunction function)
                    {
                        if (TryVf(function, out var vf)) { vf.InheritMsiDomain(); return; }
                        iommu.Register(function);
                    }

                    private static bool TryVf(PciFunction f, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out VirtualFunction? vf) { vf = f as VirtualFunction; return vf is not null; }
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("An object that a helper makes holds what was put into it", """
            public sealed class T(PciFunction f) { public PciFunction F { get; } = f; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var t = Get(function);
                    Dmar.Register(t.F);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static T Get(PciFunction x) => new T(x);
            }
            """) { NeedsPrimaryConstructors = true },
        new("A helper with a contract that returns its argument returns that function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Dmar.Register(Tap(function));
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                [MayEnsure(Facts.DefaultMsiDomain, Subject = nameof(function))]
                private static PciFunction Tap(PciFunction function) => function;
            }
            """),
        new("A helper with a contract that returns its argument leaves it as the contract says", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Enroll(function).AssignMsiDomain(null);
                    await function.Add();
                }

                [Ensures(Facts.Registered, Subject = nameof(function))]
                private T Enroll<T>(T function) where T : PciFunction
                {
                    Dmar.Register(function);
                    return function;
                }
            }
            """),
        new("An out parameter that is set to another function does not stand for the first", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    PciFunction first = bus.AddFunction("04.0"), second = bus.AddFunction("05.0");
                    Swap(first, second, out var other);
                    Dmar.Register(other);
                    second.AssignMsiDomain(null);
                    first.AssignMsiDomain(null); // IRQ1001
                }

                private static void Swap(PciFunction left, PciFunction right, out PciFunction other) => other = right;
            }
            """),
        new("An out parameter that is null when a helper answers false is a PF when it answers true", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (!TryPf(function, out var pf)) { function.SetDefaultMsiDomain(null); return; }
                    Dmar.Register(pf);
                    pf.AssignMsiDomain(null);
                    await function.Add();
                }
                private static bool TryPf(PciFunction f, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PhysicalFunction? pf)
                {
                    if (f is PhysicalFunction p) { pf = p; return true; }
                    pf = null;
                    return false;
                }
            }
            """),
        new("A helper swaps what two variables stand for", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    PciFunction left = bus.AddFunction("04.0"), right = bus.AddFunction("05.0");
                    PciFunction a = left, b = right;
                    Swap(ref a, ref b);
                    Dmar.Register(a);
                    right.AssignMsiDomain(null);
                    left.AssignMsiDomain(null); // IRQ1001
                }
                private static void Swap(ref PciFunction a, ref PciFunction b) { var t = a; a = b; b = t; }
            }
            """),
        new("What a helper gets through an out parameter it gives on", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Outer(function, out var g);
                    Dmar.Register(g);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
                private static void Outer(PciFunction f, out PciFunction g) => Inner(f, out g);
                private static void Inner(PciFunction f, out PciFunction g) => g = f;
            }
            """),
        new("What is in an object that comes through an out parameter is known", """
            public sealed class T(PciFunction f) { public PciFunction F => f; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Make(function, out var t);
                    Dmar.Register(t.F);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
                private static void Make(PciFunction f, out T t) => t = new T(f);
            }
            """) { NeedsPrimaryConstructors = true },
        new("A ref parameter that a helper leaves alone holds what it held", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var same = function;
                    Look(ref same);
                    same.AssignMsiDomain(null); // IRQ1001
                    Dmar.Register(same);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static void Look(ref PciFunction function) => Firmware.Count = function.VectorCapacity;
            }
            """),
    ];
}
