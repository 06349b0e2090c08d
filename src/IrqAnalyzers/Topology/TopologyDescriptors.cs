using System.Collections.Immutable;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>The rules about machines, and what a finding of each says.</summary>
internal static class TopologyDescriptors
{
    public static readonly DiagnosticDescriptor FunctionUncovered = Descriptors.Create("IRQ5001", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ScopesOverlap = Descriptors.Create("IRQ5002", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor AddressTaken = Descriptors.Create("IRQ5003", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor SecondCatchAll = Descriptors.Create("IRQ5004", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor VfsBeyondBuses = Descriptors.Create("IRQ5005", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor IoApicUncovered = Descriptors.Create("IRQ5006", DiagnosticSeverity.Warning);

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        FunctionUncovered, ScopesOverlap, AddressTaken, SecondCatchAll, VfsBeyondBuses, IoApicUncovered);

    /// <summary>The descriptor that a contract's rule names; <see langword="null"/> for rules of other analyzers.</summary>
    public static DiagnosticDescriptor? Find(string rule)
    {
        foreach (var descriptor in All)
        {
            if (descriptor.Id == rule) return descriptor;
        }

        return null;
    }

    /// <summary>The message of a finding.</summary>
    /// <param name="finding">What is wrong.</param>
    /// <param name="subject">The part of the machine, as the source names it.</param>
    /// <param name="isDefinite">Whether the rest of the machine cannot change it.</param>
    public static string MessageOf(TopologyFinding finding, string subject, bool isDefinite)
    {
        var unless = isDefinite ? string.Empty : " (unless the caller describes more of the machine)";
        return finding.Mistake switch
        {
            TopologyMistake.FunctionUncovered =>
                $"No remapping unit covers '{subject}'{unless}, so its interrupts are neither remapped nor verified. Name it in a unit's scope, or "
                    + "add a catch-all unit.",
            TopologyMistake.ScopesOverlap => $"The scope names {finding.What}. Leave the function to one of them.",
            TopologyMistake.AddressTaken => $"'{subject}' {finding.What}, so describing the machine throws.",
            TopologyMistake.SecondCatchAll => $"No request passes through the unit that '{subject}' adds: {finding.What}. Give it scopes.",
            TopologyMistake.VfsBeyondBuses =>
                $"'{subject}' cannot have all its VFs{unless}: {finding.What}. Give the bridge above it more buses, or the PF fewer VFs.",
            TopologyMistake.IoApicUncovered =>
                $"The IOAPIC that '{subject}' adds is in no remapping unit's scope{unless}, so interrupt remapping stays off for the whole machine. "
                    + "Let a unit cover it.",
            _ => throw new ArgumentOutOfRangeException(nameof(finding), finding.Mistake, "No message for this mistake."),
        };
    }
}
