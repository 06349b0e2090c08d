namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Remapping units that are removed.</summary>
internal static class UnitRemoval
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A unit is removed when it is in use", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow RemoveRemappingUnit(Iommu iommu, RemappingUnit unit)
                {
                    if (!iommu.IsInUse(unit)) return;
                    iommu.RemoveUnit(unit); // IRQ4004
                }
            }
            """),
        new("A unit in use or a quirk returns", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow RemoveRemappingUnit(Iommu iommu, RemappingUnit unit)
                {
                    if (iommu.IsInUse(unit) || Firmware.Quirk) return;
                    iommu.RemoveUnit(unit);
                }
            }
            """),
        new("Busy or quirky in a local", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow RemoveRemappingUnit(Iommu iommu, RemappingUnit unit)
                {
                    bool busy = iommu.IsInUse(unit) || Firmware.Quirk;
                    if (!busy) iommu.RemoveUnit(unit);
                }
            }
            """),
        new("De Morgan's law on a unit in use", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow RemoveRemappingUnit(Iommu iommu, RemappingUnit unit)
                {
                    if (!(iommu.IsInUse(unit) || Firmware.Quirk)) iommu.RemoveUnit(unit);
                }
            }
            """),
        new("Free and not quirky in a local", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow RemoveRemappingUnit(Iommu iommu, RemappingUnit unit)
                {
                    var free = !iommu.IsInUse(unit) && !Firmware.Quirk;
                    if (free) iommu.RemoveUnit(unit);
                }
            }
            """),
        new("In use is false by pattern", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow RemoveRemappingUnit(Iommu iommu, RemappingUnit unit)
                {
                    if (iommu.IsInUse(unit) is false) iommu.RemoveUnit(unit);
                }
            }
            """),
        new("A loop waits until the unit is free", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow RemoveRemappingUnit(Iommu iommu, RemappingUnit unit)
                {
                    while (iommu.IsInUse(unit))
                    {
                        if (Firmware.Quirk) return;
                    }

                    iommu.RemoveUnit(unit);
                }
            }
            """),
    ];
}
