namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Virtual calls of methods that are written once.</summary>
internal static class OnlyImplementations
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("The only class behind an interface looks a domain up too early", """
            internal interface ISource
            {
                MsiDomain? For(PciFunction function);
            }

            internal sealed class Source : ISource
            {
                private readonly Iommu iommu;

                public Source(Iommu iommu) => this.iommu = iommu;

                public MsiDomain? For(PciFunction function) => iommu.FindMsiDomain(function);
            }

            public sealed class H : BenchHost
            {
                private readonly ISource source;

                public H(Machine machine) : base(machine) => source = new Source(Dmar);

                protected override async Flow AddDevice(PciFunction function)
                {
                    var domain = source.For(function); // IRQ1001
                    Dmar.Register(function);
                    function.AssignMsiDomain(domain);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("The only class behind an interface registers", """
            internal interface ISource
            {
                MsiDomain? For(PciFunction function);
            }

            internal sealed class Source : ISource
            {
                private readonly Iommu iommu;

                public Source(Iommu iommu) => this.iommu = iommu;

                public MsiDomain? For(PciFunction function)
                {
                    iommu.Register(function);
                    return iommu.FindMsiDomain(function);
                }
            }

            public sealed class H : BenchHost
            {
                private readonly ISource source;

                public H(Machine machine) : base(machine) => source = new Source(Dmar);

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.AssignMsiDomain(source.For(function));
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("Where other assemblies may implement an interface its only class is one of several", """
            public interface IStop
            {
                void Stop(PciFunction function);
            }

            public sealed class Stopper : IStop
            {
                public void Stop(PciFunction function)
                {
                    function.FreeVectors();
                    function.ReleaseInterrupts();
                }
            }

            public sealed class D : PciDriver
            {
                private readonly IStop stop;

                public D(IStop stop) : base("d") => this.stop = stop;

                public override bool Matches(PciFunction function) => true;

                protected override async Flow Probe(PciFunction function)
                {
                    if (function.AllocateVectors(1) == 0) return;
                    function.RequestInterrupts();
                    if (Firmware.Quirk) stop.Stop(function); // IRQ4001?
                }
            }
            """),
        new("Of two classes behind an interface one frees what is requested", """
            internal interface IStop
            {
                void Stop(PciFunction function);
            }

            internal sealed class Stopper : IStop
            {
                public void Stop(PciFunction function)
                {
                    function.FreeVectors();
                    function.ReleaseInterrupts();
                }
            }

            internal sealed class Quiet : IStop
            {
                public void Stop(PciFunction function) => function.ReleaseInterrupts();
            }

            internal sealed class D : PciDriver
            {
                private readonly IStop stop;

                public D(IStop stop) : base("d") => this.stop = stop;

                public override bool Matches(PciFunction function) => true;

                protected override async Flow Probe(PciFunction function)
                {
                    if (function.AllocateVectors(1) == 0) return;
                    function.RequestInterrupts();
                    if (Firmware.Quirk) stop.Stop(function); // IRQ4001?
                }
            }
            """),
        new("An abstract step of a base class that one class fills in", """
            internal abstract class Stepwise : PciDriver
            {
                protected Stepwise() : base("stepwise") { }

                public override bool Matches(PciFunction function) => true;

                protected override async Flow Probe(PciFunction function)
                {
                    if (function.ReserveVectors(1) == 0) return;
                    Write(function);
                    function.EnableMsi(); // IRQ1004
                }

                protected abstract void Write(PciFunction function);
            }

            internal class Late : Stepwise
            {
                protected override void Write(PciFunction function) => function.MaskVectors();
            }
            """),
        new("A class that overrides what implements an interface for its base is another implementation", """
            internal interface IPrepare
            {
                void Prepare(PciFunction function);
            }

            internal abstract class Preparing : IPrepare
            {
                public abstract void Prepare(PciFunction function);
            }

            internal sealed class Registering : Preparing
            {
                private readonly Iommu iommu = null!;

                public override void Prepare(PciFunction function) => iommu.Register(function);
            }

            internal sealed class Enabling : IPrepare
            {
                public void Prepare(PciFunction function) => function.Enable();
            }

            internal sealed class H : BenchHost
            {
                private readonly IPrepare prepare = null!;

                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    prepare.Prepare(function);
                    function.AssignMsiDomain(null); // IRQ1001?
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("An interface that is called for another type than its only class is for", """
            internal interface IPrepare<T>
            {
                void Prepare(T item, PciFunction function);
            }

            internal sealed class Hasty : IPrepare<string>
            {
                public void Prepare(string item, PciFunction function) => function.AssignMsiDomain(null);
            }

            internal sealed class H : BenchHost
            {
                private readonly IPrepare<int> other = null!;
                private readonly IPrepare<string> known = null!;

                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    known.Prepare("early", function); // IRQ1001
                    other.Prepare(1, function);
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
    ];
}
