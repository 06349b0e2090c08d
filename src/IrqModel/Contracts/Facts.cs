namespace IrqModel.Contracts;

/// <summary>
/// What a bring-up protocol can know about a function, a host or a remapping unit. Operations establish and revoke facts
/// (<see cref="EnsuresAttribute"/>, <see cref="RevokesAttribute"/>) and demand them (<see cref="RequiresAttribute"/>).
/// </summary>
/// <remarks>
/// Facts without <see cref="RevocableAttribute"/> only accumulate: once true they stay true, so a reader needs no ownership
/// reasoning to rely on them. Both readers of the protocol, the analyzers and the engine, use these very bits.
/// </remarks>
[Flags]
public enum Facts : ulong
{
    /// <summary>No fact.</summary>
    None = 0,

    /// <summary>The IOMMU driver knows the function: it has been put into the scope of a remapping unit.</summary>
    /// <remarks>Linux <c>dmar_pci_bus_add_dev()</c>, <c>amd_iommu_probe_device()</c>.</remarks>
    [Revocable]
    Registered = 1UL << 0,

    /// <summary>A provisional MSI domain was given to the function. A default is not a decision.</summary>
    /// <remarks>Linux <c>pcibios_device_add()</c>, <c>pci_set_msi_domain()</c>.</remarks>
    DefaultMsiDomain = 1UL << 1,

    /// <summary>The function's MSI domain has been decided: assigned, inherited, or taken from its bus.</summary>
    MsiDomainDecided = 1UL << 2,

    /// <summary>The VF uses the MSI domain of its PF.</summary>
    /// <remarks>Linux <c>vf_inherit_msi_domain()</c>, commit ff828729be44.</remarks>
    MsiDomainInherited = 1UL << 3,

    /// <summary>No driver can bind: <c>MatchDriver</c> is false.</summary>
    /// <remarks>Linux <c>struct pci_dev.match_driver</c>, commit 58d9a38f6fac.</remarks>
    [Revocable]
    BindingHeld = 1UL << 4,

    /// <summary>The function has been announced to the system's buses.</summary>
    /// <remarks>Linux <c>device_add()</c>.</remarks>
    [Revocable]
    Added = 1UL << 5,

    /// <summary>A driver owns the function.</summary>
    [Revocable]
    Bound = 1UL << 6,

    /// <summary>The function has interrupt vectors.</summary>
    [Revocable]
    VectorsAllocated = 1UL << 7,

    /// <summary>Interrupts of the function's vectors are requested: a handler waits for them.</summary>
    /// <remarks>Linux <c>request_irq()</c>.</remarks>
    [Revocable]
    InterruptsRequested = 1UL << 8,

    /// <summary>Every vector has a message that leads somewhere.</summary>
    /// <remarks>Linux <c>irq_domain_activate_irq()</c>, <c>pci_write_msi_msg()</c>.</remarks>
    [Revocable]
    MessagesWritten = 1UL << 9,

    /// <summary>The function's MSI or MSI-X capability is enabled: it sends messages instead of using its pin.</summary>
    [Revocable]
    MsiEnabled = 1UL << 10,

    /// <summary>
    /// The function reaches the notifiers with an MSI domain that the platform has set, and an IOMMU must leave it alone. Holds while they run, until
    /// one of them assigns another.
    /// </summary>
    /// <remarks>Linux <c>pci_dev_has_special_msi_domain()</c>.</remarks>
    [Revocable]
    SpecialMsiDomain = 1UL << 11,

    /// <summary>The function has been taken out of the system.</summary>
    /// <remarks>Linux <c>pci_stop_and_remove_bus_device()</c>.</remarks>
    [Revocable]
    Removed = 1UL << 12,

    /// <summary>The PF has VFs in the system.</summary>
    /// <remarks>Linux <c>sriov_add_vfs()</c>, <c>pci_num_vf()</c>.</remarks>
    [Revocable]
    VirtualFunctionsPresent = 1UL << 13,

    /// <summary>The function is in a low-power state and takes no accesses but to its configuration space.</summary>
    [Revocable]
    PoweredDown = 1UL << 14,

    /// <summary>The function does not decode memory, so that nothing can be written to its MSI-X table.</summary>
    [Revocable]
    MemoryDecodingOff = 1UL << 15,

    /// <summary>The host's default MSI domain exists.</summary>
    /// <remarks>Linux <c>x86_create_pci_msi_domain()</c>.</remarks>
    DefaultDomainCreated = 1UL << 16,

    /// <summary>The platform replaced the constructor of the default MSI domain.</summary>
    /// <remarks>Linux <c>x86_init.irqs.create_pci_msi_domain</c>, set by Xen.</remarks>
    DefaultDomainOverridden = 1UL << 17,

    /// <summary>Functions were added that a notifier which is subscribed now would never hear of.</summary>
    /// <remarks>Linux <c>dmar_dev_scope_init()</c> visits them, then <c>dmar_register_bus_notifier()</c>.</remarks>
    [Revocable]
    FunctionsUnseen = 1UL << 18,

    /// <summary>The functions of the bus have been added.</summary>
    [Revocable]
    BusScanned = 1UL << 19,

    /// <summary>The remapping unit knows where its table is.</summary>
    /// <remarks>VT-d 10.4.4, GCMD.SIRTP.</remarks>
    TablePointerSet = 1UL << 20,

    /// <summary>Entries of an earlier table are gone from the cache of the remapping unit.</summary>
    /// <remarks>VT-d 6.5.3, global interrupt entry cache invalidation.</remarks>
    [Revocable]
    EntryCacheInvalidated = 1UL << 21,

    /// <summary>The IOMMU remaps interrupts.</summary>
    [Revocable]
    RemappingEnabled = 1UL << 22,

    /// <summary>Entries of the remapping unit are taken, or functions in its scope are in the system.</summary>
    /// <remarks>Linux <c>dmar_ir_remove()</c>, which refuses with -EBUSY.</remarks>
    [Revocable]
    UnitInUse = 1UL << 23,

    /// <summary>The function lost power, and with it the messages in its table.</summary>
    [Revocable]
    MessagesLost = 1UL << 24,

    /// <summary>The host has subscribed a notifier, which may decide domains.</summary>
    NotifierSubscribed = 1UL << 25,

    /// <summary>The function's MSI domain was looked up, or the function was asked for a special one: the code takes domains into account.</summary>
    DomainSought = 1UL << 26,

    /// <summary>Functions were added to the system, each with the MSI domain that there was for it at that moment.</summary>
    FunctionsAdded = 1UL << 27,

    /// <summary>The function's interrupts have been given back and not requested again.</summary>
    [Revocable]
    InterruptsReleased = 1UL << 28,

    /// <summary>The function's vectors have been freed and not allocated again.</summary>
    [Revocable]
    VectorsFreed = 1UL << 29,

    /// <summary>The function's vectors were masked by software and not unmasked again.</summary>
    [Revocable]
    VectorsMasked = 1UL << 30,

    /// <summary>The function's MSI was disabled by software and not enabled again.</summary>
    [Revocable]
    MsiSwitchedOff = 1UL << 31,

    /// <summary>Several vectors were requested, and the number allocated was not checked: there may be none.</summary>
    [Revocable]
    AllocationIgnored = 1UL << 32,

    /// <summary>A guest uses the function: it was passed through and not taken back.</summary>
    /// <remarks>Linux <c>PCI_DEV_FLAGS_ASSIGNED</c>, <c>pci_is_dev_assigned()</c>; a function that vfio-pci holds for a user.</remarks>
    [Revocable]
    HeldByGuest = 1UL << 33,

    /// <summary>Guests use VFs of the PF.</summary>
    /// <remarks>Linux <c>pci_vfs_assigned()</c>.</remarks>
    [Revocable]
    VfsHeldByGuests = 1UL << 34,

    /// <summary>Table entries of the function were changed, and its remapping unit may go on with what it has cached of them.</summary>
    /// <remarks>VT-d 6.5.2.7; Linux <c>modify_irte()</c> before its <c>qi_flush_iec()</c>.</remarks>
    [Revocable]
    EntriesStale = 1UL << 35,

    /// <summary>Every unit of the IOMMU can name processors beyond 255 in its entries.</summary>
    /// <remarks>VT-d ECAP.EIM; Linux <c>ecap_eim_support()</c>.</remarks>
    ExtendedModeSupported = 1UL << 36,

    /// <summary>The core frees the interrupts and vectors of the function's driver when the driver is unbound.</summary>
    /// <remarks>Linux <c>pcim_enable_device()</c>, <c>devm_request_irq()</c>.</remarks>
    [Revocable]
    VectorsManaged = 1UL << 37,

    /// <summary>Every fact there is or will be.</summary>
    All = ulong.MaxValue,
}
