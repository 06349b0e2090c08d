using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>The rules about machines, as the catalogue has them.</summary>
internal static class TopologyDescriptors
{
    public static readonly DiagnosticDescriptor FunctionUncovered = new(
        "IRQ5001",
        "Function that no remapping unit covers",
        "No remapping unit covers '{0}'{2}: its interrupts are not remapped and nobody verifies them; name it in a unit's scope or add a catch-all unit",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Its interrupts are not remapped and nobody verifies them; where software assigns the domain that the look-up finds, there is none, and the function gets no vectors.",
        helpLinkUri: HelpBase + "IRQ5001.md");

    public static readonly DiagnosticDescriptor ScopesOverlap = new(
        "IRQ5002",
        "Scopes of several remapping units name the same function",
        "The scope names {1}; leave the function to one of them",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The function's requests pass one of the units; software that picks another allocates entries where no request ever looks: entry not present (0x22).",
        helpLinkUri: HelpBase + "IRQ5002.md");

    public static readonly DiagnosticDescriptor AddressTaken = new(
        "IRQ5003",
        "Address, bus number or id that is taken, or is none",
        "'{0}' {1}: describing the machine throws",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Two functions would answer the same configuration cycle: no hardware can be built so, and describing it throws.",
        helpLinkUri: HelpBase + "IRQ5003.md");

    public static readonly DiagnosticDescriptor SecondCatchAll = new(
        "IRQ5004",
        "Second catch-all unit on a segment",
        "No request passes the unit that '{0}' adds: {1}; give it scopes",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "No request passes the second unit; software that picks it allocates entries where no request ever looks: entry not present (0x22). Xen refuses the table.",
        helpLinkUri: HelpBase + "IRQ5004.md");

    public static readonly DiagnosticDescriptor VfsBeyondBuses = new(
        "IRQ5005",
        "VFs beyond the bus range of their PF",
        "'{0}' cannot have all its VFs{2}: {1}; give the bridge above more buses or the PF fewer VFs",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Requests to the VFs are not routed to the PF: enabling all VFs fails.",
        helpLinkUri: HelpBase + "IRQ5005.md");

    public static readonly DiagnosticDescriptor IoApicUncovered = new(
        "IRQ5006",
        "IOAPIC in no remapping unit's scope",
        "No remapping unit has the IOAPIC that '{0}' adds in its scope{2}: interrupt remapping stays off for the whole machine; let a unit cover it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Interrupt remapping stays off for the whole machine: all functions send compatibility-format messages that nobody verifies.",
        helpLinkUri: HelpBase + "IRQ5006.md");

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        FunctionUncovered, ScopesOverlap, AddressTaken, SecondCatchAll, VfsBeyondBuses, IoApicUncovered);

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
