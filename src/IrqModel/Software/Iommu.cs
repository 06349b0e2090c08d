using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>An IOMMU driver: it owns the machine's remapping units and knows which function belongs to which.</summary>
/// <param name="machine">The machine.</param>
/// <param name="name">What messages call it.</param>
[method: ArrivesWithout(Facts.All)]
public partial class Iommu(Machine machine, string name = "dmar") : ModelObject
{
    private readonly HashSet<PciFunction> registered = [];
    private readonly Dictionary<RemappingUnit, MsiDomain> domains = [];

    /// <summary>What messages call it.</summary>
    public string Name { get; } = name;

    /// <summary>The machine.</summary>
    public Machine Machine { get; } = machine;

    /// <summary>Whether <see cref="EnableInterruptRemapping"/> succeeded.</summary>
    [HarmlessIf(false)]
    public bool InterruptRemappingEnabled { get; internal set; }

    /// <summary>
    /// Whether every unit has extended interrupt mode, so that interrupts reach processors with ids of 32 bits. To be asked before x2APIC mode is
    /// entered.
    /// </summary>
    /// <remarks>Linux <c>intel_prepare_irq_remapping()</c>: <c>ecap_eim_support()</c> of all units.</remarks>
    [TestsFact(Facts.ExtendedModeSupported, IsExact = true)]
    [Footprint]
    public bool SupportsX2Apic => Machine.RemappingUnits.All(unit => unit.SupportsExtendedInterruptMode);

    private protected override ModelRuntime? AttachedRuntime => Machine.AttachedTo;

    /// <summary>
    /// Switches interrupt remapping on in all units: table pointer, cache flush, enable, compatibility-format interrupts off. Creates the
    /// remapping and the MSI domain of each unit.
    /// </summary>
    /// <returns>Whether remapping is on; false if a unit cannot remap, if there is none, or if an IOAPIC is in no unit's scope.</returns>
    /// <remarks>
    /// Linux <c>intel_prepare_irq_remapping()</c>, <c>parse_ioapics_under_ir()</c>, <c>intel_enable_irq_remapping()</c>;
    /// <c>amd_iommu_prepare()</c>, <c>amd_iommu_enable()</c>.
    /// </remarks>
    [RequiresAbsent(Facts.FunctionsAdded, Assuming = Assumption.FunctionsKeepDomains, Rule = RuleIds.RemappingOutOfOrder)]
    [Ensures(Facts.RemappingEnabled, Once = true, IfTrue = true)]
    [Ensures(Facts.RemappingEnabled, Widespread = true)]
    [Footprint(Reads = Slots.RemappingHardware, Writes = Slots.RemappingHardware)]
    public bool EnableInterruptRemapping([CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Runtime.EnableInterruptRemapping(this, new(file, line));
        return InterruptRemappingEnabled;
    }

    /// <summary>
    /// Sets up the interrupt by which each unit reports faults. It belongs to the unit, not to a PCI function, goes through no PCI-MSI
    /// domain and is never remapped.
    /// </summary>
    /// <remarks>Linux <c>dmar_set_interrupt()</c>, the "DMAR-MSI" domain. An AMD unit's is an MSI of its own PCI function.</remarks>
    [Footprint(Reads = Slots.RemappingHardware, Writes = Slots.RemappingHardware)]
    public void RequestFaultInterrupts([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.RequestFaultInterrupts(this, new(file, line));

    /// <summary>Makes the function known: puts it into the scope of its unit. For a VF that is the unit of its PF.</summary>
    /// <remarks>Linux <c>dmar_pci_bus_add_dev()</c>; <c>amd_iommu_probe_device()</c>; Xen <c>PHYSDEVOP_pci_device_add</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Subject = nameof(function), Rule = RuleIds.UsedAfterRemoval)]
    [Ensures(Facts.Registered, Subject = nameof(function))]
    [Footprint(Writes = Slots.Registration)]
    public void Register(PciFunction function, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        Runtime.Register(this, function, new(file, line));
    }

    /// <summary>Forgets the function, at the end of its removal.</summary>
    [Revokes(Facts.Registered, Subject = nameof(function))]
    [Footprint(Writes = Slots.Registration)]
    public void Unregister(PciFunction function, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        Runtime.Unregister(this, function, new(file, line));
    }

    /// <summary>
    /// Finds the MSI domain of the unit that covers a registered function. Of a function that is not registered the IOMMU knows nothing.
    /// </summary>
    /// <returns>The domain; <see langword="null"/> if the function is unknown, no unit covers it, or remapping is off.</returns>
    /// <remarks>Linux <c>irq_find_matching_fwspec()</c> asking each domain's <c>select()</c>.</remarks>
    [Requires(Facts.Registered, Subject = nameof(function), Rule = RuleIds.DomainBeforeRegistration)]
    [Ensures(Facts.DomainSought, Subject = nameof(function))]
    [TestsFact(Facts.Registered, Subject = nameof(function), IsOneWay = true)]
    [Footprint(Reads = Slots.Registration)]
    public MsiDomain? FindMsiDomain(PciFunction function, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Runtime.FindMsiDomain(this, function, new(file, line));
    }

    /// <summary>The MSI domain of a unit; <see langword="null"/> before remapping is on.</summary>
    [Footprint]
    public MsiDomain? MsiDomainOf(RemappingUnit unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return domains.GetValueOrDefault(unit);
    }

    /// <summary>Whether the function is registered.</summary>
    [TestsFact(Facts.Registered, Subject = nameof(function))]
    [Footprint(Reads = Slots.Registration)]
    public bool Knows(PciFunction function) => registered.Contains(function);

    /// <summary>
    /// Which MSI domain a registered function gets: by default that of the unit that covers it. Override it to model an IOMMU driver that
    /// chooses differently.
    /// </summary>
    protected internal virtual MsiDomain? SelectMsiDomain(PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Machine.UnitCovering(function) is { } unit ? MsiDomainOf(unit) : null;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal bool Insert(PciFunction function) => registered.Add(function);

    internal bool Forget(PciFunction function) => registered.Remove(function);

    internal void SetDomain(RemappingUnit unit, MsiDomain domain) => domains[unit] = domain;
}
