using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Rules;

/// <summary>The rules that the analyzers report, as the catalogue has them.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor DomainBeforeRegistration = new(
        "IRQ1001",
        "MSI domain assigned or looked up before the function is registered with its IOMMU",
        "'{0}' comes {8}{2}{3}: no domain can be known for it yet; {9} {4}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The look-up finds nothing or the wrong unit; the function's messages are blocked (fault 0x25) or remapped by a unit that does not know them (0x22, 0x26).",
        helpLinkUri: HelpBase + "IRQ1001.md");

    public static readonly DiagnosticDescriptor VectorsBeforeDomain = new(
        "IRQ1002",
        "Vectors allocated before the function's MSI domain is final",
        "'{0}' allocates vectors of '{1}' before its MSI domain is decided{2}{3}; call it after {4}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The messages are composed by the provisional domain; with interrupt remapping on they are blocked (fault 0x25).",
        helpLinkUri: HelpBase + "IRQ1002.md");

    public static readonly DiagnosticDescriptor DomainFromSharedBus = new(
        "IRQ1003",
        "MSI domain taken from the bus although more than one remapping unit serves it",
        "'{0}' gives '{1}' the MSI domain of its bus{2}{3}; look the domain up for each function",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "At least one function allocates its entries in a unit that its requests never reach: entry not present (0x22) or source-id mismatch (0x26).",
        helpLinkUri: HelpBase + "IRQ1003.md");

    public static readonly DiagnosticDescriptor MessageBeforeEnable = new(
        "IRQ1004",
        "MSI enabled or unmasked before its message is written",
        "'{0}' comes before the messages of '{1}' are written{2}{3}; call it after {4}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The first interrupt goes out with what the table holds: a write to memory at address 0, or to a vector on which nobody waits.",
        helpLinkUri: HelpBase + "IRQ1004.md");

    public static readonly DiagnosticDescriptor BusDomainAfterScan = new(
        "IRQ1005",
        "Bus's MSI domain set after its functions were scanned",
        "'{0}' sets the MSI domain of '{1}' after its functions were scanned{3}; call it before {4}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The functions have taken the default domain already and keep it; their messages are blocked (fault 0x25).",
        helpLinkUri: HelpBase + "IRQ1005.md");

    public static readonly DiagnosticDescriptor OverrideAfterDefault = new(
        "IRQ1006",
        "Platform override of the MSI domain after the default was created",
        "'{0}' overrides the default MSI domain of '{1}', which exists already{2}{3}; call it before {4}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Functions use the native domain under the hypervisor, which blocks their messages (fault 0x25).",
        helpLinkUri: HelpBase + "IRQ1006.md");

    public static readonly DiagnosticDescriptor SpecialDomainOverwritten = new(
        "IRQ1007",
        "Platform's special MSI domain overwritten",
        "'{0}' overwrites the MSI domain that a platform gave '{1}'{2}{3}; test 'HasSpecialMsiDomain' first",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The function composes messages natively where only the platform can: they are blocked (fault 0x25 or 0x22) or reach nobody.",
        helpLinkUri: HelpBase + "IRQ1007.md");

    public static readonly DiagnosticDescriptor NotifierAfterScan = new(
        "IRQ1008",
        "Functions scanned before the bus notifier is subscribed",
        "'{0}' comes after functions were added to '{1}' of which the notifier will not hear{3}; call it before {4}, or visit 'AddedFunctions' first",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The notifier never hears of them: they are not registered, keep the plain domain, and their messages are blocked (fault 0x25).",
        helpLinkUri: HelpBase + "IRQ1008.md");

    public static readonly DiagnosticDescriptor RemappingOutOfOrder = new(
        "IRQ1009",
        "Interrupt remapping enabled before its table is set and its cache invalidated, or x2APIC before remapping",
        "'{0}' comes too early for '{1}'{3}; call it after {4}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Entries are fetched from nowhere (fault 0x23) or from a stale cache; in x2APIC mode without remapping no message can name a processor beyond 255.",
        helpLinkUri: HelpBase + "IRQ1009.md");

    public static readonly DiagnosticDescriptor VirtualFunctionWithoutDomain = new(
        "IRQ2001",
        "VF leaves its ADD handler, or binds, without an inherited MSI domain",
        "'{1}' {0} without an inherited MSI domain{2}{3}: its interrupts will be compatibility-format and blocked; call {4} {5}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The VF keeps the plain PCI-MSI domain and sends compatibility-format messages, which the remapping unit blocks (fault 0x25).",
        helpLinkUri: HelpBase + "IRQ2001.md");

    public static readonly DiagnosticDescriptor VfBeforePfDomain = new(
        "IRQ2002",
        "VF inherits before its PF has its own MSI domain",
        "'{0}' adds VFs of '{1}' before its own MSI domain is decided{3}: they would inherit the default; call it after {4}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "The VFs copy the default domain and send compatibility-format messages, which are blocked (fault 0x25).",
        helpLinkUri: HelpBase + "IRQ2002.md");

    public static readonly DiagnosticDescriptor DomainFromVirtualBus = new(
        "IRQ2003",
        "VF's MSI domain looked up through its own virtual bus",
        "'{0}' takes the MSI domain of '{1}' from its own bus{2}{3}; call 'InheritMsiDomain' instead",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "No bridge leads to a virtual bus, so it has no domain, or one left by accident: the VF gets no vectors.",
        helpLinkUri: HelpBase + "IRQ2003.md");

    public static readonly DiagnosticDescriptor VfsOutliveSriov = new(
        "IRQ2004",
        "PF let go, or SR-IOV disabled in hardware, while VFs exist",
        "'{1}' {0} with VFs in the system{2}{3}; call {6} {5}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The VFs vanish under their drivers; their vectors and entries stay taken.",
        helpLinkUri: HelpBase + "IRQ2004.md");

    public static readonly DiagnosticDescriptor ForeignSourceId = new(
        "IRQ2005",
        "Remapping entry's source-id taken from another function than the one that sends the message",
        "'{0}' lets table entries verify the requester id of '{1}'{3}; give it 'RealDmaFunction'",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Source-id verification refuses every message (fault 0x26).",
        helpLinkUri: HelpBase + "IRQ2005.md");

    public static readonly DiagnosticDescriptor BindingBeforeDomain = new(
        "IRQ3001",
        "Driver may bind before the MSI domain is final",
        "'{0}' lets a driver bind to '{1}' before the MSI domain is decided{2}{3}; write {4} before it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The driver binds while the function is being added and allocates its vectors in the old domain; they are blocked (fault 0x25).",
        helpLinkUri: HelpBase + "IRQ3001.md");

    public static readonly DiagnosticDescriptor BindingNeverAllowed = new(
        "IRQ3002",
        "MatchDriver never restored: no driver can ever bind",
        "'{1}' {0} with 'MatchDriver' false{2}{3}: no driver can ever bind; set it to true {5}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The function stays without a driver.",
        helpLinkUri: HelpBase + "IRQ3002.md");

    public static readonly DiagnosticDescriptor FreedWhileRequested = new(
        "IRQ4001",
        "Vectors freed while their interrupts are still requested",
        "'{0}' frees vectors of '{1}' whose interrupts are still requested{2}{3}; call {6} first",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The handler stays on a vector that is no longer the function's: vectors leak, and whoever gets the entry next shares it.",
        helpLinkUri: HelpBase + "IRQ4001.md");

    public static readonly DiagnosticDescriptor RemovedWithVectors = new(
        "IRQ4002",
        "Function let go or removed with vectors allocated",
        "'{1}' {0} with vectors allocated{2}{3}; call {6} {5}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Vectors and entries stay taken and point at a function that is gone.",
        helpLinkUri: HelpBase + "IRQ4002.md");

    public static readonly DiagnosticDescriptor EntryClearedWhileEnabled = new(
        "IRQ4003",
        "Remapping entry cleared before MSI is disabled",
        "'{0}' clears the table entries of '{1}' while it can still send{2}{3}; call {6} first",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The function still sends: every message meets an entry that is not present (fault 0x22).",
        helpLinkUri: HelpBase + "IRQ4003.md");

    public static readonly DiagnosticDescriptor UnitRemovedInUse = new(
        "IRQ4004",
        "Remapping unit removed while entries or functions use it",
        "'{0}' removes '{1}' although it is in use{3}; test 'IsInUse' first",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Messages in flight meet a unit without a table, and the entries of its functions are lost.",
        helpLinkUri: HelpBase + "IRQ4004.md");

    public static readonly DiagnosticDescriptor UsedAfterRemoval = new(
        "IRQ4005",
        "Function used after its removal, or vectors after they were freed",
        "'{0}' uses '{1}' {7}{2}{3}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Software writes through a descriptor that belongs to nobody: at best nothing happens, at worst another device changes.",
        helpLinkUri: HelpBase + "IRQ4005.md");

    public static readonly DiagnosticDescriptor ResumedWithoutMessages = new(
        "IRQ4006",
        "Resume without restoring messages, or restoring before power and memory decoding",
        "'{1}' {0} {7}{2}{3}: its interrupts would be lost; call {6} {5}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The writes are dropped and the table stays empty: interrupts are lost.",
        helpLinkUri: HelpBase + "IRQ4006.md");

    public static readonly DiagnosticDescriptor AnalysisIncomplete = new(
        "IRQ9001",
        "Analysis incomplete",
        "'{0}' was not analysed to the end: {1}",
        Category,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        description: "The body is larger or deeper than the analysis allows; findings may be missing.",
        helpLinkUri: HelpBase + "IRQ9001.md");

    public static readonly DiagnosticDescriptor WeakenedContract = new(
        "IRQ9002",
        "An override weakens the contract of what it overrides",
        "'{0}' weakens the contract of '{1}': {2}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Who calls the base keeps the base's contract and relies on it: the operation comes in an order that its override cannot stand, or leaves undone what it promised, and nothing is reported at the call.",
        helpLinkUri: HelpBase + "IRQ9002.md");

    public static readonly DiagnosticDescriptor FlowNotAwaited = new(
        "IRQ9003",
        "A flow is started and not awaited, or awaits something that is not a flow",
        "'{0}' {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What a flow does after its first await happens at any time later, and what comes after the call cannot rely on it; a flow that awaits anything but a flow ends the run with an error.",
        helpLinkUri: HelpBase + "IRQ9003.md");

    public static readonly DiagnosticDescriptor UnreadableContract = new(
        "IRQ9004",
        "A contract cannot be read",
        "The contract cannot be read: {0}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The contract has no effect: what it demands is not checked, and what it promises is not known.",
        helpLinkUri: HelpBase + "IRQ9004.md");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        DomainBeforeRegistration,
        VectorsBeforeDomain,
        DomainFromSharedBus,
        MessageBeforeEnable,
        BusDomainAfterScan,
        OverrideAfterDefault,
        SpecialDomainOverwritten,
        NotifierAfterScan,
        RemappingOutOfOrder,
        VirtualFunctionWithoutDomain,
        VfBeforePfDomain,
        DomainFromVirtualBus,
        VfsOutliveSriov,
        ForeignSourceId,
        BindingBeforeDomain,
        BindingNeverAllowed,
        FreedWhileRequested,
        RemovedWithVectors,
        EntryClearedWhileEnabled,
        UnitRemovedInUse,
        UsedAfterRemoval,
        ResumedWithoutMessages,
        AnalysisIncomplete,
        WeakenedContract,
        FlowNotAwaited,
        UnreadableContract);

    private const string Category = "InterruptBringUp";
    private const string HelpBase = "https://github.com/irqanalyzers/irqanalyzers/blob/main/docs/rules/";

    /// <summary>The descriptor that a contract's rule names; <see langword="null"/> for rules that are not ours.</summary>
    public static DiagnosticDescriptor? Find(string rule)
    {
        foreach (var descriptor in All)
        {
            if (descriptor.Id == rule) return descriptor;
        }

        return null;
    }
}
