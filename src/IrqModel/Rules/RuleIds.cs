namespace IrqModel.Rules;

/// <summary>The identifiers of the rules, as contracts and findings name them.</summary>
public static class RuleIds
{
    /// <summary>MSI domain assigned or looked up before the function is registered with its IOMMU.</summary>
    public const string DomainBeforeRegistration = "IRQ1001";

    /// <summary>Vectors allocated before the function's MSI domain is final.</summary>
    public const string VectorsBeforeDomain = "IRQ1002";

    /// <summary>MSI domain taken from the bus although more than one remapping unit serves it.</summary>
    public const string DomainFromSharedBus = "IRQ1003";

    /// <summary>MSI enabled or unmasked before its message is written.</summary>
    public const string MessageBeforeEnable = "IRQ1004";

    /// <summary>Bus's MSI domain set after its functions were scanned.</summary>
    public const string BusDomainAfterScan = "IRQ1005";

    /// <summary>Platform override of the MSI domain after the default was created.</summary>
    public const string OverrideAfterDefault = "IRQ1006";

    /// <summary>Platform's special MSI domain overwritten.</summary>
    public const string SpecialDomainOverwritten = "IRQ1007";

    /// <summary>Functions scanned before the bus notifier is subscribed.</summary>
    public const string NotifierAfterScan = "IRQ1008";

    /// <summary>Interrupt remapping enabled before its table is set and its cache invalidated, or x2APIC before remapping.</summary>
    public const string RemappingOutOfOrder = "IRQ1009";

    /// <summary>VF leaves its ADD handler, or binds, without an inherited MSI domain.</summary>
    public const string VirtualFunctionWithoutDomain = "IRQ2001";

    /// <summary>VF inherits before its PF has its own MSI domain.</summary>
    public const string VfBeforePfDomain = "IRQ2002";

    /// <summary>VF's MSI domain looked up through its own virtual bus.</summary>
    public const string DomainFromVirtualBus = "IRQ2003";

    /// <summary>PF let go, or SR-IOV disabled in hardware, while VFs exist.</summary>
    public const string VfsOutliveSriov = "IRQ2004";

    /// <summary>Remapping entry's source-id taken from another function than the one that sends the message.</summary>
    public const string ForeignSourceId = "IRQ2005";

    /// <summary>Driver may bind before the MSI domain is final.</summary>
    public const string BindingBeforeDomain = "IRQ3001";

    /// <summary>MatchDriver never restored: no driver can ever bind.</summary>
    public const string BindingNeverAllowed = "IRQ3002";

    /// <summary>Vectors freed while their interrupts are still requested.</summary>
    public const string FreedWhileRequested = "IRQ4001";

    /// <summary>Function let go or removed with vectors allocated.</summary>
    public const string RemovedWithVectors = "IRQ4002";

    /// <summary>Remapping entry cleared before MSI is disabled.</summary>
    public const string EntryClearedWhileEnabled = "IRQ4003";

    /// <summary>Remapping unit removed while entries or functions use it.</summary>
    public const string UnitRemovedInUse = "IRQ4004";

    /// <summary>Function used after its removal, or vectors after they were freed.</summary>
    public const string UsedAfterRemoval = "IRQ4005";

    /// <summary>Resume without restoring messages, or restoring before power and memory decoding.</summary>
    public const string ResumedWithoutMessages = "IRQ4006";

    /// <summary>Function that no remapping unit covers.</summary>
    public const string FunctionUncovered = "IRQ5001";

    /// <summary>Scopes of several remapping units name the same function.</summary>
    public const string ScopesOverlap = "IRQ5002";

    /// <summary>Address, bus number or id that is taken, or is none.</summary>
    public const string AddressTaken = "IRQ5003";

    /// <summary>Second catch-all unit on a segment.</summary>
    public const string SecondCatchAll = "IRQ5004";

    /// <summary>VFs beyond the bus range of their PF.</summary>
    public const string VfsBeyondBuses = "IRQ5005";

    /// <summary>IOAPIC in no remapping unit's scope.</summary>
    public const string IoApicUncovered = "IRQ5006";

    /// <summary>An override weakens the contract of what it overrides.</summary>
    public const string WeakenedContract = "IRQ9002";

    /// <summary>A flow is started and not awaited, or awaits something that is not a flow.</summary>
    public const string FlowNotAwaited = "IRQ9003";

    /// <summary>A contract cannot be read.</summary>
    public const string UnreadableContract = "IRQ9004";
}
