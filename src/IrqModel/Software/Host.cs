using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>
/// The software of a machine: how it boots, how it adds a function, which notifiers and drivers it has. Derive from it and write
/// <see cref="Boot"/>; override <see cref="AddDevice"/> to bring functions up in your own order.
/// </summary>
/// <param name="machine">The machine it runs on.</param>
public abstract partial class Host(Machine machine) : ModelObject
{
    // A logical destination has eight bits.
    private const int FlatModeProcessors = 8;

    /// <summary>The machine it runs on.</summary>
    public Machine Machine { get; } = machine;

    /// <summary>The domain that functions get provisionally; <see langword="null"/> before <see cref="CreateDefaultMsiDomain"/>.</summary>
    [Footprint(Reads = Slots.HostDefault)]
    public MsiDomain? DefaultMsiDomain { get; internal set; }

    /// <summary>Where the level that composes messages lives; Linux changed it with 6.2.</summary>
    public virtual MsiDomainStyle DomainStyle => MsiDomainStyle.Shared;

    /// <summary>
    /// Whether in xAPIC mode interrupts are sent to logical destinations, one bit a processor; by default where the machine has at most eight.
    /// </summary>
    /// <remarks>Linux <c>apic-&gt;dest_mode_logical</c>: <c>apic_flat</c> has it in 6.1 and no longer in 6.12.</remarks>
    public virtual bool UsesLogicalDestinations => Machine.Processors <= FlatModeProcessors;

    /// <summary>
    /// Whether in x2APIC mode interrupts are sent to logical destinations, a cluster and one of its 16 processors. Without interrupt remapping
    /// they never are.
    /// </summary>
    /// <remarks>
    /// Linux <c>x2apic_cluster</c>, unless <c>x2apic_phys</c> or the FADT says otherwise; <c>try_to_enable_x2apic()</c> sets that without remapping.
    /// </remarks>
    public virtual bool UsesX2ApicClusters => true;

    /// <summary>
    /// Whether an MSI that can neither be masked nor remapped is moved to another processor in two steps, neither of which leaves a mixture of
    /// old and new in its message: first to the new vector on the old processor, then to the new processor.
    /// </summary>
    /// <remarks>Linux <c>msi_set_affinity()</c> since 6f1a4891a592; before it wrote address and data one after the other.</remarks>
    public virtual bool MovesMessagesInTwoSteps => true;

    /// <summary>The vector domain of the machine.</summary>
    [Footprint]
    public VectorDomain VectorDomain => field ??= new VectorDomain(DomainStyle);

    /// <summary>The functions that have been added and not removed, in the order they were added.</summary>
    public IReadOnlyList<PciFunction> AddedFunctions
    {
        [Revokes(Facts.FunctionsUnseen)]
        get
        {
            EstablishedFacts &= ~Facts.FunctionsUnseen;
            return Added;
        }
    }

    internal List<PciFunction> Added { get; } = [];

    internal MsiDomain? PlatformMsiDomain { get; set; }

    private protected override ModelRuntime? AttachedRuntime => Machine.AttachedTo;

    /// <summary>Brings the system up.</summary>
    [ArrivesWithout(Facts.All)]
    public abstract Flow Boot();

    /// <summary>
    /// Brings up one function that a scan, a hot-add or SR-IOV found: by default as Linux does, with a provisional domain before
    /// <see cref="PciFunction.Add"/> and no driver until it is over.
    /// </summary>
    /// <remarks>Linux <c>pci_device_add()</c> and <c>pci_bus_add_device()</c>.</remarks>
    protected internal virtual async Flow AddDevice(
        [ArrivesWithout(Facts.All)][LeavesWithout(Facts.BindingHeld, Rule = RuleIds.BindingNeverAllowed)] PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        function.SetDefaultMsiDomain(function.Bus.MsiDomain ?? DefaultMsiDomain);
        function.MatchDriver = false;
        await function.Add();
        function.MatchDriver = true;
        await function.Attach();
    }

    /// <summary>
    /// Prepares a bus that a scan found or SR-IOV created: by default gives it the MSI domain that its bridge has at this moment, as Linux
    /// does. Root buses have none.
    /// </summary>
    /// <remarks>Linux <c>pci_set_bus_msi_domain()</c>, called once when the bus is created.</remarks>
    protected internal virtual void SetUpBus([ArrivesWithout(Facts.BusScanned)] PciBus bus)
    {
        ArgumentNullException.ThrowIfNull(bus);
        for (var above = bus; above is not null; above = above.Parent)
        {
            if (above.Bridge?.MsiDomain is not { } domain) continue;
            bus.SetMsiDomain(domain);
            return;
        }
    }

    /// <summary>
    /// The domain that a function's vectors are allocated through: by default the one it has been given. Override it for a system that
    /// keeps none and looks it up at every allocation.
    /// </summary>
    /// <remarks>
    /// Linux <c>pci_msi_setup_msi_irqs()</c> reads <c>dev-&gt;msi.domain</c>; before 5.10, on x86, <c>native_setup_msi_irqs()</c> asked the IOMMU.
    /// </remarks>
    protected internal virtual MsiDomain? MsiDomainForVectors(PciFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return function.MsiDomain;
    }

    /// <summary>
    /// Creates the default MSI domain: the platform's own if it was overridden; else the plain PCI-MSI domain over vectors, or the vectors
    /// themselves where each function has a domain of its own.
    /// </summary>
    /// <remarks>Linux <c>x86_create_pci_msi_domain()</c>.</remarks>
    [RequiresAbsent(Facts.FunctionsAdded, Assuming = Assumption.FunctionsHaveNoDomain, Rule = RuleIds.DefaultDomainAfterScan)]
    [Ensures(Facts.DefaultDomainCreated)]
    [Footprint(Reads = Slots.HostDefault, Writes = Slots.HostDefault)]
    public void CreateDefaultMsiDomain([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.CreateDefaultMsiDomain(this, new(file, line));

    /// <summary>Replaces what <see cref="CreateDefaultMsiDomain"/> will create, as a hypervisor's platform code does.</summary>
    /// <remarks>Linux <c>x86_init.irqs.create_pci_msi_domain = xen_create_pci_msi_domain</c>; commit 70245f86c109.</remarks>
    [RequiresAbsent(Facts.DefaultDomainCreated, Rule = RuleIds.OverrideAfterDefault)]
    [Ensures(Facts.DefaultDomainOverridden)]
    [Footprint(Reads = Slots.HostDefault, Writes = Slots.HostDefault)]
    public void OverrideDefaultMsiDomain(MsiDomain domain, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(domain);
        Runtime.OverrideDefaultMsiDomain(this, domain, new(file, line));
    }

    /// <summary>Subscribes a notifier to the functions that come and go from now on.</summary>
    /// <remarks>Linux <c>bus_register_notifier()</c>.</remarks>
    [RequiresAbsent(Facts.FunctionsUnseen, Rule = RuleIds.NotifierAfterScan)]
    [Ensures(Facts.NotifierSubscribed)]
    [Footprint(Writes = Slots.Subscriptions)]
    public void Subscribe(BusNotifier notifier, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(notifier);
        Runtime.Subscribe(this, notifier, new(file, line));
    }

    /// <summary>Finds all plugged functions, bus by bus from the root buses that firmware lists down, and adds each with <see cref="AddDevice"/>.</summary>
    /// <remarks>Linux <c>pci_scan_child_bus()</c>, <c>pci_bus_add_devices()</c>.</remarks>
    [RequiresAbsent(
        Facts.DefaultDomainCreated, While = Facts.RemappingEnabled, Unless = Facts.NotifierSubscribed, Assuming = Assumption.NobodyDecides,
        Rule = RuleIds.DomainNeverDecided)]
    [Ensures(Facts.FunctionsUnseen | Facts.FunctionsAdded)]
    [Ensures(Facts.BusScanned | Facts.FunctionsAdded, Widespread = true)]
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything, ReachesOthers = true)]
    public Flow ScanBuses([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.ScanBuses(this, new(file, line));

    /// <summary>Finds the functions of one root bus and the buses below it, and adds each, as a driver does that found the bus.</summary>
    /// <remarks>Linux <c>pci_scan_child_bus()</c>, <c>pci_bus_add_devices()</c>.</remarks>
    [RequiresAbsent(
        Facts.DefaultDomainCreated, While = Facts.RemappingEnabled, Unless = Facts.NotifierSubscribed, Assuming = Assumption.NobodyDecides,
        Rule = RuleIds.DomainNeverDecided)]
    [Ensures(Facts.FunctionsUnseen | Facts.FunctionsAdded)]
    [Ensures(Facts.BusScanned, Subject = nameof(bus))]
    [Ensures(Facts.BusScanned | Facts.FunctionsAdded, Widespread = true)]
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything, ReachesOthers = true)]
    public Flow ScanBus(PciBus bus, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(bus);
        return Runtime.ScanBus(this, bus, new(file, line));
    }

    /// <summary>Registers a driver and lets it bind to the functions that are there.</summary>
    /// <remarks>Linux <c>pci_register_driver()</c>, a <c>device_initcall</c>.</remarks>
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything, ReachesOthers = true)]
    public Flow RegisterDriver(PciDriver driver, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(driver);
        return Runtime.RegisterDriver(this, driver, new(file, line));
    }

    /// <summary>Plugs a function in and adds it with <see cref="AddDevice"/>.</summary>
    /// <exception cref="InvalidOperationException">The function is plugged in already.</exception>
    [Ensures(Facts.FunctionsUnseen)]
    [Revokes(Facts.Removed, Subject = nameof(function))]
    [Ensures(Facts.Added, Subject = nameof(function))]
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything, ReachesOthers = true)]
    public Flow HotAdd(PciFunction function, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        return Runtime.HotAdd(this, function, new(file, line));
    }

    /// <inheritdoc/>
    public override string ToString() => GetType().Name;
}
