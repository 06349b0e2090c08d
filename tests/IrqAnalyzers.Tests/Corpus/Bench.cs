namespace IrqAnalyzers.Tests.Corpus;

/// <summary>The code that every model of the corpus is compiled with: a host to derive from, and what nobody can foresee.</summary>
internal static class Bench
{
    public const string Source = """
        public static class Firmware
        {
            public static bool Quirk;
            public static bool Legacy;
            public static int Count;
            private static int answers;

            public static bool Ask()
            {
                var answer = (answers & 1) != 0;
                answers >>= 1;
                return answer;
            }
        }

        public abstract class BenchHost : Host
        {
            protected BenchHost(Machine machine) : base(machine) => Dmar = new Iommu(machine);

            protected Iommu Dmar { get; }

            public override async Flow Boot()
            {
                Dmar.EnableInterruptRemapping();
                CreateDefaultMsiDomain();
                Subscribe(CreateNotifier());
                await ScanBuses();
                await RegisterDriver(CreateDriver());
            }

            protected virtual IommuNotifier CreateNotifier() => new Registrar(Dmar);

            protected virtual PciDriver CreateDriver() => new QuietDriver();
        }

        public sealed class Registrar : IommuNotifier
        {
            private readonly Iommu iommu;

            public Registrar(Iommu iommu) : base(1) => this.iommu = iommu;

            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                iommu.Register(function);
                if (function.HasSpecialMsiDomain) return;
                if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
            }
        }

        public sealed class QuietDriver : PciDriver
        {
            public QuietDriver() : base("quiet") { }

            public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

            protected override Flow Probe(PciFunction function) => Flow.Completed;
        }
        """;
}
