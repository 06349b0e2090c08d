namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Local functions and iterators.</summary>
internal static class LocalFunctions
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A local function declared last is called first", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Register();
                    Decide();
                    await function.Add();

                    void Register() => Dmar.Register(function);
                    void Decide() => function.AssignMsiDomain(Dmar.FindMsiDomain(function));
                }
            }
            """),
        new("Local functions called in the wrong order", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Decide(); // IRQ1001
                    Register();
                    await function.Add();

                    void Register() => Dmar.Register(function);
                    void Decide() => function.AssignMsiDomain(null);
                }
            }
            """),
        new("A static local function gets its function as an argument", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Put(function, DefaultMsiDomain); // IRQ1001
                    Dmar.Register(function);
                    await Bring(function);

                    static void Put(PciFunction f, MsiDomain? domain) => f.AssignMsiDomain(domain);

                    static async Flow Bring(PciFunction f)
                    {
                        f.AssignMsiDomain(null);
                        await f.Add();
                    }
                }
            }
            """),
        new("A handler's own local function returns and not the handler", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override IommuNotifier CreateNotifier() => new N(Dmar);

                private sealed class N : IommuNotifier
                {
                    private readonly Iommu iommu;

                    public N(Iommu iommu) : base(1) => this.iommu = iommu;

                    protected override async Flow OnDeviceAdded(PciFunction function)
                    {
                        Inherit();
                        if (!function.IsVirtual) iommu.Register(function);

                        void Inherit()
                        {
                            if (!function.IsVirtual) return;
                            function.InheritMsiDomain();
                        }
                    }
                }
            }
            """),
        new("An iterator body is checked where it stands", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public IEnumerable<PciFunction> Ports(PciBus bus)
                {
                    for (var i = 4; i < 6; i++)
                    {
                        var port = bus.AddFunction($"0{i}.0");
                        port.AssignMsiDomain(null); // IRQ1001
                        yield return port;
                        if (Firmware.Quirk) yield break;
                    }
                }
            }
            """),
        new("An iterator registers in its finally", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    foreach (var x in Steps(function))
                    {
                    }

                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private IEnumerable<int> Steps(PciFunction f)
                {
                    try
                    {
                        yield return 1;
                    }
                    finally
                    {
                        Dmar.Register(f);
                    }
                }
            }
            """),
    ];
}
