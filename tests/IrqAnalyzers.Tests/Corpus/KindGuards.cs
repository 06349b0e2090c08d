namespace IrqAnalyzers.Tests.Corpus;

/// <summary>The kind in switches, guards and jumps.</summary>
internal static class KindGuards
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("The physical function of a switch expression is compared", """
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
                        var pf = function switch
                        {
                            VirtualFunction v => v.PhysicalFunction,
                            PhysicalFunction p => p,
                            _ => throw new NotSupportedException()};
                        if (pf != function)
                        {
                            function.InheritMsiDomain();
                            return;
                        }

                        iommu.Register(function);
                    }
                }
            }
            """),
        new("A negated and pattern", """
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
                        if (function is not (VirtualFunction and { Index: >= 0 }))
                        {
                            iommu.Register(function);
                            return;
                        }

                        function.InheritMsiDomain();
                    }
                }
            }
            """),
        new("A return in a lambda is not a return of the handler", """
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
                        Action a = () =>
                        {
                            if (function.IsVirtual)
                                return;
                            iommu.Register(function);
                        };
                        a();
                        if (function.IsVirtual)
                            function.InheritMsiDomain();
                    }
                }
            }
            """),
        new("A guard tells the kind in a switch", """
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
                        switch (function)
                        {
                            case var f when f.IsVirtual:
                                f.InheritMsiDomain();
                                break;
                            case var f:
                                iommu.Register(f);
                                break;
                        }
                    }
                }
            }
            """),
        new("A goto between the kinds of a switch", """
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
                        switch (function.IsVirtual)
                        {
                            case true when Firmware.Quirk:
                                goto case false;
                            case true:
                                function.InheritMsiDomain();
                                break;
                            case false:
                                iommu.Register(function);
                                break;
                        }
                    }
                }
            }
            """),
    ];
}
