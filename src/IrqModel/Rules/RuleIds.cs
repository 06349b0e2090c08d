namespace IrqModel.Rules;

/// <summary>The identifiers of the rules, as contracts and findings name them.</summary>
public static class RuleIds
{
    /// <summary>MSI domain decided or looked up before the function is registered with its IOMMU.</summary>
    public const string DomainBeforeRegistration = "IRQ1001";

    /// <summary>Vectors allocated before the function's MSI domain is final.</summary>
    public const string VectorsBeforeDomain = "IRQ1002";

    /// <summary>MSI domain taken from a bus that several remapping units serve.</summary>
    public const string DomainFromSharedBus = "IRQ1003";

    /// <summary>MSI enabled or unmasked before its message is written.</summary>
    public const string MessageBeforeEnable = "IRQ1004";

    /// <summary>MSI domain of a bus set after its functions were scanned.</summary>
    public const string BusDomainAfterScan = "IRQ1005";

    /// <summary>Default MSI domain overridden after it was created.</summary>
    public const string OverrideAfterDefault = "IRQ1006";

    /// <summary>Special MSI domain of the platform overwritten.</summary>
    public const string SpecialDomainOverwritten = "IRQ1007";

    /// <summary>Bus notifier subscribed after functions were added.</summary>
    public const string NotifierAfterScan = "IRQ1008";

    /// <summary>Remapping or x2APIC mode enabled too early, or changed entries not invalidated.</summary>
    public const string RemappingOutOfOrder = "IRQ1009";

    /// <summary>Functions left without a decision about their MSI domain while interrupts are remapped.</summary>
    public const string DomainNeverDecided = "IRQ1010";

    /// <summary>Default MSI domain created after functions were added.</summary>
    public const string DefaultDomainAfterScan = "IRQ1011";

    /// <summary>VF left without its PF's MSI domain.</summary>
    public const string VirtualFunctionWithoutDomain = "IRQ2001";

    /// <summary>VFs added before their PF has its own MSI domain.</summary>
    public const string VfBeforePfDomain = "IRQ2002";

    /// <summary>MSI domain of a VF taken from its virtual bus.</summary>
    public const string DomainFromVirtualBus = "IRQ2003";

    /// <summary>PF unbound, or SR-IOV disabled in hardware, while its VFs exist.</summary>
    public const string VfsOutliveSriov = "IRQ2004";

    /// <summary>Source-id of a remapping entry taken from a function that does not send the message.</summary>
    public const string ForeignSourceId = "IRQ2005";

    /// <summary>Driver may bind before the MSI domain is final.</summary>
    public const string BindingBeforeDomain = "IRQ3001";

    /// <summary>MatchDriver never restored, so no driver can bind.</summary>
    public const string BindingNeverAllowed = "IRQ3002";

    /// <summary>Vectors freed while their interrupts are still requested.</summary>
    public const string FreedWhileRequested = "IRQ4001";

    /// <summary>Function unbound or removed with vectors allocated.</summary>
    public const string RemovedWithVectors = "IRQ4002";

    /// <summary>Remapping entries cleared while MSI is enabled.</summary>
    public const string EntryClearedWhileEnabled = "IRQ4003";

    /// <summary>Remapping unit removed, or set up anew, while it is in use.</summary>
    public const string UnitRemovedInUse = "IRQ4004";

    /// <summary>Function used after its removal, or vectors used that are not allocated.</summary>
    public const string UsedAfterRemoval = "IRQ4005";

    /// <summary>Messages not restored on resume, or written before power and memory decoding.</summary>
    public const string ResumedWithoutMessages = "IRQ4006";

    /// <summary>Vectors masked, MSI disabled or function switched off while handlers wait.</summary>
    public const string HandlersLeftWaiting = "IRQ4007";

    /// <summary>Function not covered by any remapping unit.</summary>
    public const string FunctionUncovered = "IRQ5001";

    /// <summary>Function named by the scopes of several remapping units.</summary>
    public const string ScopesOverlap = "IRQ5002";

    /// <summary>Address, bus number or id invalid or already taken.</summary>
    public const string AddressTaken = "IRQ5003";

    /// <summary>Second catch-all unit on a segment.</summary>
    public const string SecondCatchAll = "IRQ5004";

    /// <summary>VFs beyond the bus range of their PF.</summary>
    public const string VfsBeyondBuses = "IRQ5005";

    /// <summary>IOAPIC not in the scope of any remapping unit.</summary>
    public const string IoApicUncovered = "IRQ5006";

    /// <summary>Override weakens the contract it inherits.</summary>
    public const string WeakenedContract = "IRQ9002";

    /// <summary>Flow not awaited, or flow awaits something that is not a flow.</summary>
    public const string FlowNotAwaited = "IRQ9003";

    /// <summary>Contract cannot be read.</summary>
    public const string UnreadableContract = "IRQ9004";

    /// <summary>Unknown option.</summary>
    public const string UnknownOption = "IRQ9005";

    /// <summary>Contract of the model's own that a run does not check.</summary>
    public const string UncheckedContract = "IRQ9006";
}
