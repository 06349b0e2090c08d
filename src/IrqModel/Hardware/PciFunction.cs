using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>
/// A PCI function, as hardware has it and as software sees it (Linux <c>struct pci_dev</c>): a <see cref="PhysicalFunction"/>, a
/// <see cref="PciBridge"/> or a <see cref="VirtualFunction"/>.
/// </summary>
public abstract partial class PciFunction : ModelObject
{
    private protected PciFunction(PciBus bus, Bdf address, string? name)
    {
        Bus = bus;
        Address = address;
        givenName = name;
    }

    // Default names are made on demand: there may be 65,536 VFs.
    private readonly string? givenName;

    /// <summary>What messages call the function.</summary>
    public string Name => givenName ?? DefaultName;

    private protected virtual string DefaultName => Address.ToString();

    /// <summary>Its address. The requester id in it is what the function puts into its requests.</summary>
    public Bdf Address { get; }

    /// <summary>The bus it is on; for a VF beyond its PF's bus a virtual one.</summary>
    [States(TopologyTrait.Bus)]
    public PciBus Bus { get; }

    /// <summary>Whether it is an SR-IOV virtual function.</summary>
    [TestsKind(FunctionKind.Virtual)]
    public bool IsVirtual => this is VirtualFunction;

    /// <summary>The PF of a VF; <see langword="null"/> for every other function (Linux <c>pdev-&gt;physfn</c>).</summary>
    [TestsKind(FunctionKind.Virtual)]
    public virtual PhysicalFunction? PhysicalFunction => null;

    /// <summary>The function as which its requests leave: itself, or the one that its root bus hides behind.</summary>
    /// <remarks>Linux <c>pci_real_dma_dev()</c>.</remarks>
    public PciFunction RealDmaFunction
    {
        get
        {
            var bus = Bus;
            while (bus.Parent is { } above) bus = above;
            return (PciFunction?)bus.Controller ?? this;
        }
    }

    /// <summary>Size of the MSI-X table, 0 for none.</summary>
    public int MsixTableSize { get; internal set; }

    /// <summary>Vectors of the MSI capability, 0 for none.</summary>
    public int MsiVectors { get; init; }

    /// <summary>Whether the MSI capability has mask bits; MSI-X always has.</summary>
    /// <remarks>PCI Local Bus 3.0, 6.8.1.3: per-vector masking is optional. Linux <c>desc-&gt;pci.msi_attrib.can_mask</c>.</remarks>
    public bool HasMsiMaskBits { get; init; } = true;

    /// <summary>Whether a vector can be masked in the function itself.</summary>
    public bool CanMaskVectors => MsixTableSize > 0 || HasMsiMaskBits;

    /// <summary>The most vectors that <see cref="AllocateVectors"/> can give.</summary>
    [HarmlessIf(0)]
    public int VectorCapacity => MsixTableSize > 0 ? MsixTableSize : MsiVectors;

    /// <summary>
    /// The global system interrupt (GSI) that its interrupt pin is wired to, through the bridges above; <see langword="null"/> if it has no
    /// pin, as VFs have none.
    /// </summary>
    /// <remarks>ACPI <c>_PRT</c>; Linux <c>acpi_pci_irq_lookup()</c>.</remarks>
    public int? Gsi { get; set; }

    /// <summary>Whether the function is in its slot.</summary>
    public bool IsPlugged { get; internal set; } = true;

    /// <summary>Whether <see cref="Add"/> has been called, and <see cref="Remove"/> not.</summary>
    [TestsFact(Facts.Added, IsExact = true, Excludes = Facts.Removed)]
    [Footprint(Reads = Slots.Membership)]
    public bool IsAdded { get; internal set; }

    /// <summary>The driver that owns the function, if one does.</summary>
    [TestsFact(Facts.Bound, IsExact = true)]
    [Footprint(Reads = Slots.Binding)]
    public PciDriver? Driver { get; internal set; }

    /// <summary>The MSI domain now in force (Linux <c>dev-&gt;msi.domain</c>).</summary>
    [TestsFact(Facts.DefaultMsiDomain | Facts.MsiDomainDecided)]
    [Footprint(Reads = Slots.MsiDomain)]
    public MsiDomain? MsiDomain { get; internal set; }

    /// <summary>Whether a platform put the domain now in force there, so that an IOMMU must leave it alone.</summary>
    /// <remarks>Linux <c>pci_dev_has_special_msi_domain()</c>.</remarks>
    [TestsFact(Facts.SpecialMsiDomain, IsExact = true, IsWider = true)]
    [HarmlessIf(true)]
    [Footprint(Reads = Slots.MsiDomain)]
    public bool HasSpecialMsiDomain
    {
        [Ensures(Facts.DomainSought)]
        get
        {
            EstablishedFacts |= Facts.DomainSought;
            IsLeftToPlatform |= MsiDomain is { IsSpecial: true };
            return MsiDomain is { IsSpecial: true };
        }
    }

    /// <summary>Whether it has interrupt vectors. Without them it has no messages that it could have lost.</summary>
    [TestsFact(Facts.VectorsAllocated, IsExact = true, Denies = Facts.InterruptsRequested | Facts.MessagesLost)]
    [Footprint(Reads = Slots.Vectors)]
    public bool HasVectors
    {
        [Revokes(Facts.AllocationIgnored)]
        get
        {
            var hasVectors = (EstablishedFacts & Facts.VectorsAllocated) != 0;
            if (!hasVectors) EstablishedFacts &= ~Facts.MessagesLost;
            return hasVectors;
        }
    }

    /// <summary>
    /// The function's own MSI domain, where each has one; <see langword="null"/> until its MSI or MSI-X is enabled, and from the day its
    /// driver lets go.
    /// </summary>
    /// <remarks>Linux <c>dev-&gt;msi.data-&gt;__domains[MSI_DEFAULT_DOMAIN]</c>.</remarks>
    [Footprint(Reads = Slots.MsiDomain)]
    public PciDeviceMsiDomain? DeviceMsiDomain { get; internal set; }

    /// <summary>
    /// Whether drivers may bind. True for a new function; a host that decides the MSI domain after <see cref="Add"/> sets it to false
    /// before and back to true afterwards (Linux <c>pdev-&gt;match_driver</c>).
    /// </summary>
    [FactWhile(false, Facts.BindingHeld)]
    [Footprint(Reads = Slots.Binding, Writes = Slots.Binding)]
    public bool MatchDriver
    {
        get;
        set
        {
            field = value;
            Runtime.SetMatchDriver(this, value);
        }
    } = true;

    private protected override ModelRuntime? AttachedRuntime => Bus.Machine.AttachedTo;

    internal object? Hardware { get; set; }

    /// <summary>Whether the handler that runs has asked for a platform's domain and found one, so that it owes the function none.</summary>
    internal bool IsLeftToPlatform { get; set; }

    /// <summary>
    /// Gives the function a provisional MSI domain, which is in force until one is decided. Has no effect once the domain is decided.
    /// </summary>
    /// <remarks>Linux <c>pcibios_device_add()</c> and the fallback of <c>pci_set_msi_domain()</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Ensures(Facts.DefaultMsiDomain)]
    [Footprint(Reads = Slots.MsiDomain, Writes = Slots.MsiDomain)]
    public void SetDefaultMsiDomain(MsiDomain? domain, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.SetDefaultMsiDomain(this, domain, new(file, line));

    /// <summary>Decides the MSI domain. The function must be registered with its IOMMU, which is what tells the right domain.</summary>
    /// <remarks>Linux <c>dev_set_msi_domain()</c>, as <c>intel_irq_remap_add_device()</c> calls it.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Requires(Facts.Registered, Rule = RuleIds.DomainBeforeRegistration)]
    [RequiresAbsent(Facts.SpecialMsiDomain, Assuming = Assumption.PlatformDomains, Rule = RuleIds.SpecialDomainOverwritten)]
    [Ensures(Facts.MsiDomainDecided)]
    [Revokes(Facts.SpecialMsiDomain)]
    [Footprint(Writes = Slots.MsiDomain)]
    public void AssignMsiDomain(MsiDomain? domain, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.AssignMsiDomain(this, domain, new(file, line));

    /// <summary>Decides the MSI domain of a VF: the one that its PF has now.</summary>
    /// <exception cref="InvalidOperationException">The function is not a VF.</exception>
    /// <remarks>Linux <c>vf_inherit_msi_domain()</c>, commit ff828729be44.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Inherits(nameof(PhysicalFunction), nameof(MsiDomain))]
    [Ensures(Facts.MsiDomainDecided | Facts.MsiDomainInherited)]
    [Footprint(Reads = Slots.MsiDomain, Writes = Slots.MsiDomain)]
    public void InheritMsiDomain([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.InheritMsiDomain(this, new(file, line));

    /// <summary>Decides the MSI domain: the one of the bus. Right only where a single remapping unit serves the bus.</summary>
    /// <remarks>Linux <c>dev_get_msi_domain(&amp;bus-&gt;dev)</c> in <c>pci_set_msi_domain()</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [WrongIf(Assumption.SeveralUnitsServeBus, Rule = RuleIds.DomainFromSharedBus)]
    [WrongIf(Assumption.BusIsVirtual, When = FunctionKind.Virtual, Rule = RuleIds.DomainFromVirtualBus)]
    [Ensures(Facts.MsiDomainDecided)]
    [Footprint(Reads = Slots.MsiDomain, Writes = Slots.MsiDomain)]
    public void InheritMsiDomainFromBus([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.InheritMsiDomainFromBus(this, new(file, line));

    /// <summary>
    /// Announces the function: the bus notifiers run, by priority, then a driver binds if one matches and <see cref="MatchDriver"/> is true.
    /// </summary>
    /// <remarks>Linux <c>device_add()</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Requires(Facts.BindingHeld | Facts.MsiDomainDecided, Rule = RuleIds.BindingBeforeDomain)]
    [Ensures(Facts.Added, Once = true)]
    [Ensures(Facts.Registered, ThroughHandlers = true, When = FunctionKind.Physical)]
    [MayEnsure(Facts.Registered | Facts.MsiDomainInherited, When = FunctionKind.Virtual)]
    [MayEnsure(Facts.DefaultMsiDomain | Facts.MsiDomainDecided | Facts.Bound | Facts.VectorsAllocated)]
    [MayEnsure(Facts.InterruptsRequested | Facts.MessagesWritten | Facts.MsiEnabled | Facts.VirtualFunctionsPresent | Facts.SpecialMsiDomain)]
    [Revokes(Facts.SpecialMsiDomain)]
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything)]
    public Flow Add([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.Add(this, new(file, line));

    /// <summary>Lets a driver bind that is registered, matches, and is not held back by <see cref="MatchDriver"/>.</summary>
    /// <remarks>Linux <c>device_attach()</c>, called by <c>pci_bus_add_device()</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [MayEnsure(Facts.Bound | Facts.VectorsAllocated | Facts.InterruptsRequested | Facts.MessagesWritten | Facts.MsiEnabled | Facts.VirtualFunctionsPresent)]
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything)]
    public Flow Attach([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.Attach(this, new(file, line));

    /// <summary>Unbinds the driver, announces the removal and takes the function out of the system.</summary>
    /// <remarks>
    /// Linux <c>pci_stop_and_remove_bus_device()</c>. What is in the slot afterwards comes out of a reset: <c>pci_pm_init()</c> finds it in D0.
    /// </remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.VectorsAllocated, Unless = Facts.Bound, Rule = RuleIds.RemovedWithVectors)]
    [RequiresAbsent(Facts.HeldByGuest, Rule = RuleIds.HandlersLeftWaiting)]
    [RequiresAbsent(Facts.VfsHeldByGuests, When = FunctionKind.Physical, Assuming = Assumption.GuestsHoldFunctions, Rule = RuleIds.VfsOutliveSriov)]
    [Revokes(
        Facts.Added | Facts.Bound | Facts.VectorsAllocated | Facts.InterruptsRequested | Facts.MessagesWritten | Facts.MsiEnabled
        | Facts.VirtualFunctionsPresent | Facts.VectorsMasked | Facts.MsiSwitchedOff | Facts.AllocationIgnored | Facts.HeldByGuest
        | Facts.EntriesStale | Facts.PoweredDown | Facts.MemoryDecodingOff | Facts.MessagesLost | Facts.VectorsManaged)]
    [Revokes(Facts.VfsHeldByGuests, Widespread = true)]
    [Ensures(Facts.Removed)]
    [Footprint(Reads = Slots.Everything, Writes = Slots.Everything)]
    public Flow Remove([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.Remove(this, new(file, line));

    /// <summary>
    /// Switches the function on, and the bridges above it, and sets up the interrupt that its pin is wired to: the first user of a GSI
    /// makes the IOAPIC's interrupt, which takes a table entry where the IOAPIC is remapped.
    /// </summary>
    /// <remarks>Linux <c>pci_enable_device()</c>: <c>pci_enable_bridge()</c>, <c>acpi_pci_irq_enable()</c>, <c>acpi_register_gsi()</c>.</remarks>
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void Enable([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.Enable(this, new(file, line));

    /// <summary>
    /// Switches the function off, and with it its right to write to memory and so to send messages; the last user of a GSI gives its interrupt back. The
    /// bridges above stay on.
    /// </summary>
    /// <remarks>Linux <c>pci_disable_device()</c>, <c>acpi_unregister_gsi()</c>.</remarks>
    [RequiresAbsent(Facts.InterruptsRequested, Rule = RuleIds.HandlersLeftWaiting)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void Disable([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.Disable(this, new(file, line));

    /// <summary>Uses the interrupt pin, as drivers do that get no vectors.</summary>
    /// <returns>Whether the function has one and is switched on.</returns>
    /// <remarks>Linux <c>request_irq(pdev-&gt;irq, ..., IRQF_SHARED)</c>.</remarks>
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public bool RequestPinInterrupt([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.RequestPinInterrupt(this, new(file, line));

    /// <summary>Allocates interrupt vectors through the MSI domain now in force, and writes their messages.</summary>
    /// <param name="count">How many; all or fewer, at most <see cref="VectorCapacity"/>.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <returns>How many were allocated; 0 if the function has no MSI domain (Linux: -ENOTSUPP, before 6.12 a warning and -ENODEV).</returns>
    /// <remarks>Linux <c>pci_alloc_irq_vectors()</c>.</remarks>
    [Requires(Facts.MsiDomainDecided, When = FunctionKind.Physical, Assuming = Assumption.RemappingEnabled, Rule = RuleIds.VectorsBeforeDomain)]
    [Requires(Facts.MsiDomainDecided, When = FunctionKind.Virtual, Assuming = Assumption.RemappingEnabled, Rule = RuleIds.VirtualFunctionWithoutDomain)]
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.PoweredDown | Facts.MemoryDecodingOff, Rule = RuleIds.ResumedWithoutMessages)]
    [Ensures(Facts.VectorsAllocated | Facts.MessagesWritten | Facts.MsiEnabled, Once = true, IfTrue = true)]
    [Ensures(Facts.AllocationIgnored, IfResultIgnored = true, UnlessOne = nameof(count))]
    [Revokes(Facts.MessagesLost | Facts.InterruptsReleased | Facts.VectorsFreed | Facts.VectorsMasked | Facts.MsiSwitchedOff)]
    [Footprint(Reads = Slots.MsiDomain, Writes = Slots.Vectors)]
    public int AllocateVectors(int count, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.AllocateVectors(this, count, new(file, line));

    /// <summary>Requests the interrupts of all allocated vectors, which unmasks them.</summary>
    /// <remarks>Linux <c>request_irq()</c>.</remarks>
    [Requires(Facts.VectorsAllocated, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.AllocationIgnored, Assuming = Assumption.OperationFailed, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.EntriesStale, Rule = RuleIds.RemappingOutOfOrder)]
    [Ensures(Facts.InterruptsRequested)]
    [Revokes(Facts.InterruptsReleased | Facts.VectorsMasked)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void RequestInterrupts([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.RequestInterrupts(this, new(file, line));

    /// <summary>Gives all requested interrupts back: masks them and deactivates their messages.</summary>
    /// <remarks>Linux <c>free_irq()</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.InterruptsReleased, Rule = RuleIds.UsedAfterRemoval)]
    [Ensures(Facts.InterruptsReleased)]
    [Revokes(Facts.InterruptsRequested | Facts.VectorsMasked | Facts.MsiSwitchedOff | Facts.EntriesStale)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void ReleaseInterrupts([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.ReleaseInterrupts(this, new(file, line));

    /// <summary>Frees the vectors.</summary>
    /// <remarks>Linux <c>pci_free_irq_vectors()</c>.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.VectorsFreed, Rule = RuleIds.UsedAfterRemoval)]
    [RequiresAbsent(Facts.InterruptsRequested, Rule = RuleIds.FreedWhileRequested)]
    [Ensures(Facts.VectorsFreed)]
    [Revokes(
        Facts.VectorsAllocated | Facts.InterruptsRequested | Facts.MessagesWritten | Facts.MsiEnabled | Facts.MessagesLost | Facts.VectorsMasked
        | Facts.MsiSwitchedOff | Facts.AllocationIgnored | Facts.EntriesStale)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void FreeVectors([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.FreeVectors(this, new(file, line));

    /// <inheritdoc/>
    public override string ToString() => Name is var name && name == Address.ToString() ? name : $"{name} ({Address})";
}
