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

    /// <summary>The host's default MSI domain exists.</summary>
    /// <remarks>Linux <c>x86_create_pci_msi_domain()</c>.</remarks>
    DefaultDomainCreated = 1UL << 16,

    /// <summary>The platform replaced the constructor of the default MSI domain.</summary>
    /// <remarks>Linux <c>x86_init.irqs.create_pci_msi_domain</c>, set by Xen.</remarks>
    DefaultDomainOverridden = 1UL << 17,

    /// <summary>Every fact there is or will be.</summary>
    All = ulong.MaxValue,
}
