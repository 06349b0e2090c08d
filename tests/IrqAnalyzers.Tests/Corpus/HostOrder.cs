namespace IrqAnalyzers.Tests.Corpus;

/// <summary>The order of a boot.</summary>
internal static class HostOrder
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A platform hook that runs too late", """
            public sealed class H : Host
            {
                private readonly Iommu dmar;

                public H(Machine machine) : base(machine) => dmar = new(machine);

                public override async Flow Boot()
                {
                    InitPlatform();
                    if (Firmware.Quirk) OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", dmar)); // IRQ1006
                    await ScanBuses();
                }

                private void InitPlatform()
                {
                    dmar.EnableInterruptRemapping();
                    CreateDefaultMsiDomain();
                }
            }
            """),
        new("A platform hook that runs first", """
            public sealed class H : Host
            {
                private readonly Iommu dmar;

                public H(Machine machine) : base(machine) => dmar = new(machine);

                public override async Flow Boot()
                {
                    foreach (var hook in new Action[] { Override, () => CreateDefaultMsiDomain() }) hook();
                    await ScanBuses();
                }

                private void Override() => OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", dmar));
            }
            """),
        new("Subscribed after a scan in a helper", """
            public sealed class H : Host
            {
                private readonly Iommu dmar;

                public H(Machine machine) : base(machine) => dmar = new(machine);

                public override async Flow Boot()
                {
                    dmar.EnableInterruptRemapping();
                    CreateDefaultMsiDomain();
                    await Enumerate();
                    Subscribe(new Registrar(dmar)); // IRQ1008
                }

                private async Flow Enumerate()
                {
                    await ScanBuses();
                }
            }
            """),
        new("Subscribed after a scan that may not happen", """
            public sealed class H : Host
            {
                private readonly Iommu dmar;

                public H(Machine machine) : base(machine) => dmar = new(machine);

                public override async Flow Boot()
                {
                    dmar.EnableInterruptRemapping();
                    CreateDefaultMsiDomain();
                    if (Firmware.Legacy) await ScanBuses();
                    Subscribe(new Registrar(dmar)); // IRQ1008?
                }
            }
            """),
        new("Subscribed after somebody looked", """
            public sealed class H : Host
            {
                private readonly Iommu dmar;

                public H(Machine machine) : base(machine) => dmar = new(machine);

                public override async Flow Boot()
                {
                    dmar.EnableInterruptRemapping();
                    CreateDefaultMsiDomain();
                    await ScanBuses();
                    if (AddedFunctions.Count > 0)
                    {
                        foreach (var function in AddedFunctions) dmar.Register(function);
                    }

                    Subscribe(new Registrar(dmar));
                }
            }
            """),
        new("The bus gets its domain after the scan in another method", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public async Flow Rescan(PciBus bus)
                {
                    await Scan(bus);
                    Finish(bus); // IRQ1005
                }

                private Flow Scan(PciBus bus) => ScanBus(bus);

                private void Finish(PciBus bus) => bus.SetMsiDomain(DefaultMsiDomain);
            }
            """),
        new("Each bus is scanned after its domain is set", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public async Flow Rescan(PciBus bus)
                {
                    bus.SetMsiDomain(DefaultMsiDomain);
                    await ScanBus(bus);
                }
            }
            """),
        new("Remapping is tested and x2APIC follows it", """
            public sealed class H : Host
            {
                private readonly Iommu dmar;

                public H(Machine machine) : base(machine) => dmar = new(machine);

                public override async Flow Boot()
                {
                    if (dmar.EnableInterruptRemapping()) EnableX2Apic(dmar);
                    CreateDefaultMsiDomain();
                    await ScanBuses();
                }
            }
            """),
        new("X2APIC without remapping on an old firmware", """
            public sealed class H : Host
            {
                private readonly Iommu dmar;

                public H(Machine machine) : base(machine) => dmar = new(machine);

                public override async Flow Boot()
                {
                    if (!Firmware.Legacy) dmar.EnableInterruptRemapping();
                    if (Firmware.Legacy) EnableX2Apic(dmar); // IRQ1009
                    CreateDefaultMsiDomain();
                    await ScanBuses();
                }
            }
            """),
        new("A notifier overwrites a hypervisor's domain", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public override async Flow Boot()
                {
                    OverrideDefaultMsiDomain(new HypervisorMsiDomain("XEN-MSI", Dmar));
                    CreateDefaultMsiDomain();
                    Subscribe(CreateNotifier());
                    await ScanBuses();
                }

                protected override IommuNotifier CreateNotifier() => new N(Dmar);

                private sealed class N : IommuNotifier
                {
                    private readonly Iommu iommu;

                    public N(Iommu iommu) : base(1) => this.iommu = iommu;

                    protected override async Flow OnDeviceAdded(PciFunction function)
                    {
                        iommu.Register(function);
                        if (Firmware.Quirk && function.HasSpecialMsiDomain) return;
                        function.AssignMsiDomain(iommu.FindMsiDomain(function)); // IRQ1007?
                    }
                }
            }
            """),
    ];
}
