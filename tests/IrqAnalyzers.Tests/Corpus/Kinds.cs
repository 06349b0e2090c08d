namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Patterns that tell virtual functions from physical ones.</summary>
internal static class Kinds
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A negated type pattern returns for virtual functions", """
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
                        if (function is not PhysicalFunction pf) return; // IRQ2001
                        iommu.Register(pf);
                    }
                }
            }
            """),
        new("A type pattern with an empty property pattern and a name", """
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
                        if (function is VirtualFunction { } vf)
                        {
                            vf.InheritMsiDomain();
                            return;
                        }

                        iommu.Register(function);
                    }
                }
            }
            """),
        new("A switch statement whose virtual case only counts", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override IommuNotifier CreateNotifier() => new N(Dmar);

                private sealed class N : IommuNotifier
                {
                    private readonly Iommu iommu;

                    public N(Iommu iommu) : base(1) => this.iommu = iommu;

                    private int seen;

                    protected override async Flow OnDeviceAdded(PciFunction function) // IRQ2001
                    {
                        switch (function)
                        {
                            case VirtualFunction { Index: > 63 }:
                            case VirtualFunction:
                                seen++;
                                break;
                            case PciBridge bridge:
                                iommu.Register(bridge);
                                break;
                            case PhysicalFunction pf when seen >= 0:
                                iommu.Register(pf);
                                break;
                        }
                    }
                }
            }
            """),
        new("A switch whose guard leaves some virtual functions out", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override IommuNotifier CreateNotifier() => new N(Dmar);

                private sealed class N : IommuNotifier
                {
                    private readonly Iommu iommu;

                    public N(Iommu iommu) : base(1) => this.iommu = iommu;

                    protected override async Flow OnDeviceAdded(PciFunction function) // IRQ2001
                    {
                        switch (function)
                        {
                            case VirtualFunction vf when Firmware.Quirk:
                                vf.InheritMsiDomain();
                                break;
                            case PhysicalFunction:
                                iommu.Register(function);
                                break;
                        }
                    }
                }
            }
            """),
        new("A switch expression chooses what is done", """
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
                        var done = function switch
                        {
                            VirtualFunction vf => Inherit(vf),
                            _ => Register(function),
                        };
                        if (!done) throw new InvalidOperationException();
                    }

                    private static bool Inherit(VirtualFunction vf)
                    {
                        vf.InheritMsiDomain();
                        return true;
                    }

                    private bool Register(PciFunction function)
                    {
                        iommu.Register(function);
                        return true;
                    }
                }
            }
            """),
        new("A switch expression on the kind forgets nothing but the virtual ones", """
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
                        var mine = function switch
                        {
                            { IsVirtual: true } => false,
                            PciBridge { MsixTableSize: 0 } => true,
                            _ => true,
                        };
                        if (!mine) return; // IRQ2001
                        iommu.Register(function);
                    }
                }
            }
            """),
        new("A null-conditional call that does nothing for virtual functions", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override IommuNotifier CreateNotifier() => new N();

                private sealed class N : IommuNotifier
                {
                    public N() : base(1) { }

                    protected override async Flow OnDeviceAdded(PciFunction function) // IRQ2001
                    {
                        (function as PciBridge)?.SetDefaultMsiDomain(null);
                    }
                }
            }
            """),
        new("An or pattern takes every class there is", """
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
                        if (function is VirtualFunction or PciBridge) iommu.Register(function);
                    }
                }
            }
            """),
        new("The first virtual function is treated and the others are not", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override IommuNotifier CreateNotifier() => new N(Dmar);

                private sealed class N : IommuNotifier
                {
                    private readonly Iommu iommu;

                    public N(Iommu iommu) : base(1) => this.iommu = iommu;

                    protected override async Flow OnDeviceAdded(PciFunction function) // IRQ2001
                    {
                        if (function is VirtualFunction { Index: 0 } first) first.InheritMsiDomain();
                        else if (!function.IsVirtual) iommu.Register(function);
                    }
                }
            }
            """),
        new("A list pattern is not a test of the kind", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override IommuNotifier CreateNotifier() => new N(Dmar);

                private sealed class N : IommuNotifier
                {
                    private readonly Iommu iommu;

                    public N(Iommu iommu) : base(1) => this.iommu = iommu;

                    protected override async Flow OnDeviceAdded(PciFunction function) // IRQ2001
                    {
                        if (function.ProxyIds is [var only]) iommu.Register(function);
                    }
                }
            }
            """),
        new("A property pattern names an object", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    object o = function;
                    if (o is PciFunction { VectorCapacity: >= 0 } f)
                        Dmar.Register(f);
                    else
                        return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
    ];
}
