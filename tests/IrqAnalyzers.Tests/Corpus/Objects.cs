namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Constructors, partial classes, objects that hold a function.</summary>
internal static class Objects
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A constructor decides", """
            public sealed class Decision
            {
                public Decision(PciFunction function, MsiDomain? domain)
                {
                    function.AssignMsiDomain(domain);
                    Function = function;
                }

                public PciFunction Function { get; }
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    _ = new Decision(function, null); // IRQ1001
                    Dmar.Register(function);
                    var later = new Decision(function, null);
                    await later.Function.Add();
                }
            }
            """),
        new("A base constructor registers", """
            public abstract class Registration
            {
                protected Registration(PciFunction function, Iommu iommu) => iommu.Register(function);
            }

            public sealed class Placement : Registration
            {
                public Placement(PciFunction function, Iommu iommu)
                    : base(function, iommu) => function.AssignMsiDomain(iommu.FindMsiDomain(function));
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    _ = new Placement(function, Dmar);
                    await function.Add();
                }
            }
            """),
        new("A primary constructor captures the function", """
            public sealed class Step(PciFunction function, Iommu iommu)
            {
                public void Register() => iommu.Register(function);

                public void Decide() => function.AssignMsiDomain(null);
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var step = new Step(function, Dmar);
                    step.Decide(); // IRQ1001
                    step.Register();
                    step.Decide();
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("A partial class over several files", """
            public sealed partial class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Decide(function); // IRQ1001
                    Known(function);
                    Decide(function);
                    await function.Add();
                }

                partial void Known(PciFunction function);
            }
            """, """
            public sealed partial class H
            {
                private static void Decide(PciFunction function) => function.AssignMsiDomain(null);
            }
            """, """
            public sealed partial class H
            {
                partial void Known(PciFunction function) => Dmar.Register(function);
            }
            """),
        new("A hold is disposed of by hand", """
            public sealed class Hold : IDisposable
            {
                private readonly PciFunction f;

                public Hold(PciFunction function)
                {
                    f = function;
                    f.MatchDriver = false;
                }

                public void Dispose() => f.MatchDriver = true;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var held = new Hold(function);
                    await function.Add();
                    held.Dispose();
                    await function.Attach();
                }
            }
            """),
        new("A helper object is made at first use", """
            public sealed class Helper
            {
                private readonly Iommu iommu;

                public Helper(Iommu iommu) => this.iommu = iommu;

                public void Register(PciFunction function) => iommu.Register(function);
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    helper ??= new Helper(Dmar);
                    helper.Register(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private Helper? helper;
            }
            """),
        new("A lazy value registers when it is asked for", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var lazy = new Lazy<PciFunction>(() => { Dmar.Register(function); return function; });
                    lazy.Value.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
    ];
}
