using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Rules;

/// <summary>The rules that the analyzers report, as the catalogue has them.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor DomainBeforeRegistration = new(
        "IRQ1001",
        "MSI domain assigned or looked up before the function is registered with its IOMMU",
        "'{0}' comes {6}{2}{3}: no domain can be known for it yet; {7} {4}",
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

    public static readonly DiagnosticDescriptor OverrideAfterDefault = new(
        "IRQ1006",
        "Platform override of the MSI domain after the default was created",
        "'{0}' overrides the default MSI domain of '{1}', which exists already{2}{3}; call it before {4}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Functions use the native domain under the hypervisor, which blocks their messages (fault 0x25).",
        helpLinkUri: HelpBase + "IRQ1006.md");

    public static readonly DiagnosticDescriptor VirtualFunctionWithoutDomain = new(
        "IRQ2001",
        "VF leaves its ADD handler, or binds, without an inherited MSI domain",
        "'{1}' {0} without an inherited MSI domain{2}{3}: its interrupts will be compatibility-format and blocked; call {4} {5}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The VF keeps the plain PCI-MSI domain and sends compatibility-format messages, which the remapping unit blocks (fault 0x25).",
        helpLinkUri: HelpBase + "IRQ2001.md");

    public static readonly DiagnosticDescriptor BindingBeforeDomain = new(
        "IRQ3001",
        "Driver may bind before the MSI domain is final",
        "'{0}' lets a driver bind to '{1}' before the MSI domain is decided{2}{3}; write {4} before it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The driver binds while the function is being added and allocates its vectors in the old domain; they are blocked (fault 0x25).",
        helpLinkUri: HelpBase + "IRQ3001.md");

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
        OverrideAfterDefault,
        VirtualFunctionWithoutDomain,
        BindingBeforeDomain,
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
