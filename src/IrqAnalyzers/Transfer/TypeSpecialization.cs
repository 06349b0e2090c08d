using IrqAnalyzers.Checks;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Methods that call others of their own object which derived classes override: a method of a base class is analyzed once more for each
/// class that runs it.
/// </summary>
internal static class TypeSpecialization
{
    /// <summary>If more classes than that run a method, it is not analyzed for each of them.</summary>
    private const int MaximumTypes = 4;

    /// <summary>
    /// The result of a method with what is found in it where it runs for objects of each class. That is sure only if it is found, and sure, for
    /// all.
    /// </summary>
    public static BodyResult RunForTypes(ISummaryProvider summaries, Body body, int depth, CallStack calls, BodyResult general)
    {
        if (body.Method is not { MethodKind: MethodKind.Ordinary, IsStatic: false } method) return general;
        var types = summaries.Program.Implementations.Running(method);
        if (types.Count is 0 or > MaximumTypes) return general;
        var found = new List<List<Finding>>();
        foreach (var type in types)
        {
            var selected = general.Summary!.SelectedBy(new(Array.Empty<Value?>(), type: type), selection => FlowPass.Run(summaries, body, depth, calls, selection));
            if (selected is not { Summary: not null, IsFinal: true }) return general;
            general.After(selected);
            var own = new List<Finding>();
            foreach (var finding in selected.Findings)
            {
                if (!RequirementChecker.IsAmong(general.Findings, finding)) own.Add(finding);
            }

            found.Add(own);
        }

        var all = new List<Finding>(general.Findings);
        var isOpen = summaries.Program.Implementations.MayBeElsewhere(method);
        foreach (var own in found)
        {
            foreach (var finding in own)
            {
                if (RequirementChecker.IsAmong(all, finding)) continue;
                var isSure = !isOpen && found.TrueForAll(others => others.Exists(other => other.IsDefinite && other.Key == finding.Key && other.Location == finding.Location));
                all.Add(isSure ? finding : finding.AsPossible());
            }
        }

        return all.Count == general.Findings.Count ? general : general.With(all);
    }
}
