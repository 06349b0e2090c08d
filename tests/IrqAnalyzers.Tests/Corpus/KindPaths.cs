namespace IrqAnalyzers.Tests.Corpus;

/// <summary>The kind by way of comparisons, helpers, loops and guards.</summary>
internal static class KindPaths
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("The physical function is compared by reference", """
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
                        var pf = function.PhysicalFunction ?? (PhysicalFunction)function;
                        if (ReferenceEquals(pf, function))
                            iommu.Register(function);
                        else
                            function.InheritMsiDomain();
                    }
                }
            }
            """),
        new("The run-time type is compared", """
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
                        if (function.GetType() == typeof(VirtualFunction))
                            function.InheritMsiDomain();
                        else
                            iommu.Register(function);
                    }
                }
            }
            """),
        new("Dead branches of inverted tests", """
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
                        if (!function.IsVirtual)
                        {
                            if (function is VirtualFunction)
                                return;
                            iommu.Register(function);
                        }
                        else
                        {
                            if (function is PhysicalFunction)
                                return;
                            function.InheritMsiDomain();
                        }
                    }
                }
            }
            """),
        new("The virtual functions of a physical one inherit in a loop", """
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
                        if (function is PhysicalFunction pf)
                        {
                            iommu.Register(pf);
                            foreach (var vf in pf.VirtualFunctions)
                            {
                                if (vf.Index > 2)
                                    break;
                                vf.InheritMsiDomain();
                            }
                        }
                        else
                            iommu.Register(function);
                    }
                }
            }
            """),
        new("Bridges are physical and may be left", """
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
                        if (function is PciBridge)
                            return;
                        if (function is VirtualFunction v)
                        {
                            v.InheritMsiDomain();
                            return;
                        }

                        iommu.Register(function);
                    }
                }
            }
            """),
        new("The kind in an enumeration", """
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
                        var kind = function.IsVirtual ? Kind.Vf : Kind.Pf;
                        switch (kind)
                        {
                            case Kind.Vf:
                                function.InheritMsiDomain();
                                break;
                            default:
                                iommu.Register(function);
                                break;
                        }
                    }

                    private enum Kind
                    {
                        Pf,
                        Vf
                    }
                }
            }
            """),
        new("The kind comes back in a tuple", """
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
                        var(virt, f) = Split(function);
                        if (virt)
                            f.InheritMsiDomain();
                        else
                            iommu.Register(f);
                    }

                    private static (bool, PciFunction) Split(PciFunction f) => (f.IsVirtual, f);
                }
            }
            """),
        new("A static local function tells the kind", """
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
                        if (V(function))
                            function.InheritMsiDomain();
                        else
                            iommu.Register(function);
                        static bool V(PciFunction f) => f switch
                        {
                            VirtualFunction => true,
                            _ => false
                        };
                    }
                }
            }
            """),
        new("Virtual functions are refused by an exception", """
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
                        if (function.IsVirtual)
                            throw new NotSupportedException();
                        iommu.Register(function);
                    }
                }
            }
            """),
        new("A loop that runs once is left for virtual functions", """
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
                        do
                        {
                            if (function.IsVirtual)
                                break;
                            iommu.Register(function);
                            return;
                        }
                        while (false);
                        function.InheritMsiDomain();
                    }
                }
            }
            """),
    ];
}
