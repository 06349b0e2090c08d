namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Helpers several deep, recursive, generic, fluent, with answers.</summary>
internal static class Helpers
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("Four helpers deep in another class", """
            public static class Msi
            {
                public static void Setup(PciFunction function, Iommu iommu) => Prepare(function, iommu);

                private static void Prepare(PciFunction function, Iommu iommu) => Choose(function, iommu);

                private static void Choose(PciFunction function, Iommu iommu) => Put(function, iommu.FindMsiDomain(function));

                private static void Put(PciFunction function, MsiDomain? domain) => function.AssignMsiDomain(domain);
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Msi.Setup(function, Dmar); // IRQ1001 IRQ1001
                    Dmar.Register(function);
                    Msi.Setup(function, Dmar);
                    await function.Add();
                }
            }
            """),
        new("A helper that registers on one path only", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    MaybeRegister(function);
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }

                private void MaybeRegister(PciFunction function)
                {
                    if (Firmware.Quirk) return;
                    Dmar.Register(function);
                }
            }
            """),
        new("A helper that tells whether it registered", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (TryRegister(function)) function.AssignMsiDomain(Dmar.FindMsiDomain(function));
                    else function.SetDefaultMsiDomain(DefaultMsiDomain);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                    await function.Attach();
                }

                private bool TryRegister(PciFunction function)
                {
                    if (Firmware.Quirk) return false;
                    Dmar.Register(function);
                    return true;
                }
            }
            """),
        new("The answer of a helper is taken the wrong way", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (!TryRegister(function)) function.AssignMsiDomain(DefaultMsiDomain); // IRQ1001
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                    await function.Attach();
                }

                private bool TryRegister(PciFunction function)
                {
                    if (Firmware.Quirk) return false;
                    Dmar.Register(function);
                    return true;
                }
            }
            """),
        new("A helper treats kinds differently", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    RegisterPhysical(function);
                    function.AssignMsiDomain(null); // IRQ1001@virtual
                    await function.Add();
                }

                private void RegisterPhysical(PciFunction function)
                {
                    if (function is VirtualFunction) return;
                    Dmar.Register(function);
                }
            }
            """),
        new("A generic helper keeps its argument's identity", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var dev = Registered(function);
                    dev.AssignMsiDomain(null);
                    await Tap(dev).Add();
                }

                private T Registered<T>(T function)
                    where T : PciFunction
                {
                    Dmar.Register(function);
                    return function;
                }

                private static T Tap<T>(T value) => value;
            }
            """),
        new("Fluent extension methods", """
            public static class Steps
            {
                public static PciFunction KnownTo(this PciFunction function, Iommu iommu)
                {
                    iommu.Register(function);
                    return function;
                }

                public static PciFunction In(this PciFunction function, MsiDomain? domain)
                {
                    function.AssignMsiDomain(domain);
                    return function;
                }
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.In(null).KnownTo(Dmar); // IRQ1001
                    function.KnownTo(Dmar).In(Dmar.FindMsiDomain(function));
                    await function.Add();
                }
            }
            """),
        new("A base class's template method calls the override", """
            public abstract class Template : BenchHost
            {
                public Template(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Dmar.Register(function);
                    Decide(function);
                    await function.Add();
                }

                [Ensures(Facts.MsiDomainDecided, Subject = nameof(function))]
                [Requires(Facts.Registered, Subject = nameof(function), Rule = RuleIds.DomainBeforeRegistration)]
                protected abstract void Decide(PciFunction function);
            }

            public sealed class H : Template
            {
                public H(Machine machine) : base(machine) { }

                protected override void Decide(PciFunction function) => function.AssignMsiDomain(Dmar.FindMsiDomain(function));
            }
            """),
        new("A default argument and a params array pass the function on", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    RegisterAll(function);
                    Decide(domain: null, function: function);
                    await function.Add();
                }

                private void RegisterAll(params PciFunction[] functions)
                {
                    foreach (var function in functions) Dmar.Register(function);
                }

                private static void Decide(MsiDomain? domain, PciFunction function, bool really = true)
                {
                    if (really) function.AssignMsiDomain(domain);
                }
            }
            """),
        new("A helper reassigns its parameter", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    X(null, function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void X(PciFunction? f, PciFunction g)
                {
                    f = g;
                    Dmar.Register(f);
                }
            }
            """),
        new("A helper returns one of two functions", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var t = Pick(function.PhysicalFunction ?? function, function);
                    Dmar.Register(t);
                    if (!function.IsVirtual)
                        function.AssignMsiDomain(null);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }

                private static PciFunction Pick(PciFunction a, PciFunction b) => Firmware.Quirk ? a : b;
            }
            """),
        new("A helper sets the field", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Set(function);
                    Dmar.Register(current!);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private PciFunction? current;
                private void Set(PciFunction f) => current = f;
            }
            """),
        new("A method of a class keeps the function", """
            public sealed class T
            {
                public PciFunction? F;
                public void Set(PciFunction f) => F = f;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var t = new T();
                    t.Set(function);
                    Dmar.Register(t.F!);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("Functions that were added are compared", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    foreach (var f in AddedFunctions)
                        if (f == function)
                            return;
                    Dmar.Register(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("Members in a block of extensions", """
            public static class Extensions
            {
                extension(PciFunction function)
                {
                    public bool IsOwner => function is PhysicalFunction { HasVirtualFunctions: true };

                    public void Stop()
                    {
                        function.FreeVectors();
                        function.ReleaseInterrupts();
                    }

                    public static void Log(string text) => Console.WriteLine(text);
                }
            }

            public sealed class D : PciDriver
            {
                public D() : base("d") { }

                public override bool Matches(PciFunction function) => true;

                protected override async Flow Probe(PciFunction function)
                {
                    if (function.AllocateVectors(1) == 0) return;
                    function.RequestInterrupts();
                    if (Firmware.Quirk) function.Stop(); // IRQ4001
                }

                protected override async Flow Unbind(PciFunction function)
                {
                    if (function.IsOwner && function is PhysicalFunction owner) await owner.DisableSriov();
                    function.ReleaseInterrupts();
                    function.FreeVectors();
                }
            }
            """)
        { NeedsExtensionBlocks = true },
    ];
}
