namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Vectors, messages, removal and resume.</summary>
internal static class Lifecycle
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("Resume restores on the second try", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow ResumeDevice(PciFunction function)
                {
                    function.PowerUp();
                    function.EnableMemoryDecoding();
                    if (function.CanMaskVectors) function.RestoreMessages();
                    else function.RestoreMessages();
                }
            }
            """),
        new("Resume forgets functions without vectors and with", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow ResumeDevice(PciFunction function)
                {
                    function.PowerUp();
                    if (function.IsVirtual) return; // IRQ4006
                    function.EnableMemoryDecoding();
                    function.RestoreMessages();
                }
            }
            """),
        new("Memory decoding before power", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow ResumeDevice(PciFunction function)
                {
                    function.EnableMemoryDecoding(); // IRQ4006
                    function.PowerUp();
                    function.RestoreMessages();
                }
            }
            """),
        new("The message is written after MSI is enabled on virtual functions only", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("late") { }

                    public override bool Matches(PciFunction function) => true;

                    protected override async Flow Probe(PciFunction function)
                    {
                        if (function.ReserveVectors(1) < 1) return;
                        if (!function.IsVirtual) function.WriteMessages();
                        function.EnableMsi(); // IRQ1004@virtual
                        if (function.IsVirtual) function.WriteMessages();
                        function.RequestInterrupts();
                    }
                }
            }
            """),
        new("A function used after its removal through an alias", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public async Flow Pull(PciFunction function)
                {
                    var gone = function;
                    await function.Remove();
                    Dmar.Unregister(gone);
                    gone.SetDefaultMsiDomain(null); // IRQ4005
                }
            }
            """),
        new("Removed and plugged in again", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public async Flow Replug(PciFunction function)
                {
                    await function.Remove();
                    await HotAdd(function);
                    function.SetDefaultMsiDomain(null);
                }
            }
            """),
        new("Removed on one path and used on all", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public async Flow Pull(PciFunction function)
                {
                    if (Firmware.Quirk) await function.Remove();
                    if (!Firmware.Legacy) function.SetDefaultMsiDomain(null); // IRQ4005?
                }
            }
            """),
        new("Removed twice in a loop", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public async Flow Pull(PciFunction function)
                {
                    for (var i = 0; i < 2; i++) await function.Remove(); // IRQ4005
                }
            }
            """),
        new("Entries cleared while MSI is on for a moment", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("moment") { }

                    public override bool Matches(PciFunction function) => true;

                    protected override async Flow Probe(PciFunction function)
                    {
                        if (function.AllocateVectors(1) == 0) return;
                        function.MaskVectors();
                        if (Firmware.Quirk) function.DisableMsi();
                        function.ClearEntries(); // IRQ4003?
                        function.DisableMsi();
                        function.FreeVectors();
                    }
                }
            }
            """),
        new("Requested without vectors", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("blind") { }

                    public override bool Matches(PciFunction function) => true;

                    protected override async Flow Probe(PciFunction function)
                    {
                        if (function.HasVectors) return;
                        function.RequestInterrupts(); // IRQ4005
                    }
                }
            }
            """),
        new("SR-IOV before the domain in a notifier", """
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
                            case VirtualFunction vf:
                                vf.InheritMsiDomain();
                                break;
                            case PhysicalFunction { Sriov: { } } pf:
                                await pf.EnableSriov(2); // IRQ2002?
                                iommu.Register(pf);
                                pf.AssignMsiDomain(iommu.FindMsiDomain(pf));
                                break;
                            default:
                                iommu.Register(function);
                                break;
                        }
                    }
                }
            }
            """),
        new("The domain of the bus for everybody", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    await function.Add();
                    function.InheritMsiDomainFromBus(); // IRQ1003? IRQ2003?
                    function.MatchDriver = true;
                    await function.Attach();
                }
            }
            """),
        new("The source of an entry through a local of the right property", """
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
                        iommu.Register(function);
                        var source = function.RealDmaFunction;
                        function.SetInterruptSource(source);
                        function.SetInterruptSource(function.PhysicalFunction ?? function); // IRQ2005?
                    }
                }
            }
            """),
    ];
}
