namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Conditions on the kind: inverted, combined, kept in locals, asked by helpers.</summary>
internal static class KindConditions
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("De Morgan's law on the kind and a flag", """
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
                        if (!(function.IsVirtual || Firmware.Legacy))
                        {
                            iommu.Register(function);
                            return;
                        }

                        if (!function.IsVirtual) return;
                        function.InheritMsiDomain();
                    }
                }
            }
            """),
        new("The wrong half of De Morgan's law", """
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
                        if (!(!function.IsVirtual && !Firmware.Legacy)) return; // IRQ2001
                        iommu.Register(function);
                    }
                }
            }
            """),
        new("A condition in a local that is inverted later", """
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
                        var physical = !function.IsVirtual;
                        var skip = !physical;
                        if (skip) return; // IRQ2001
                        iommu.Register(function);
                    }
                }
            }
            """),
        new("An and of kind and quirk in a local does not tell the kind", """
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
                        var quirkyVf = function.IsVirtual && Firmware.Quirk;
                        if (quirkyVf) return; // IRQ2001
                        if (function.IsVirtual) function.InheritMsiDomain();
                        else iommu.Register(function);
                    }
                }
            }
            """),
        new("A kind remembered in a nullable local", """
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
                        var vf = function as VirtualFunction;
                        vf?.InheritMsiDomain();
                        if (vf == null) iommu.Register(function);
                    }
                }
            }
            """),
        new("A helper tells the kind", """
            public static class Kinds
            {
                public static bool IsVf(this PciFunction function) => function is { PhysicalFunction: not null };

                public static PhysicalFunction Pf(this PciFunction function) => function.PhysicalFunction ?? (PhysicalFunction)function;
            }

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
                        if (function.IsVf()) return; // IRQ2001
                        iommu.Register(function);
                    }
                }
            }
            """),
        new("Physical functions alone are decided before they are registered", """
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
                        if (function.PhysicalFunction is null == false) iommu.Register(function);
                        function.AssignMsiDomain(iommu.FindMsiDomain(function)); // IRQ1001@physical IRQ1001@physical
                        if (!function.IsVirtual) iommu.Register(function);
                    }
                }
            }
            """),
        new("A tuple pattern over kind and flag", """
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
                        switch (function.IsVirtual, Firmware.Quirk)
                        {
                            case (true, true):
                                return; // IRQ2001
                            case (true, false):
                                function.InheritMsiDomain();
                                return;
                            default:
                                iommu.Register(function);
                                break;
                        }
                    }
                }
            }
            """),
    ];
}
