using IrqAnalyzers.Checks;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Methods that call others of their own object which derived classes override: what is written once in a base class is gone over once more
/// for each class that runs it.
/// </summary>
internal sealed partial class FlowPass
{
    /// <summary>Where more classes run a method it is not gone over for each.</summary>
    private const int MaximumTypes = 4;

    // One that is written once is followed whatever the class.
    private void NoteDispatch(IMethodSymbol method, IOperation? instance) =>
        builder.DependsOnType |= Unconverted(instance) is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            && program.Implementations.Of(method) is { Count: > 1 };

    private bool IsThis(IMethodSymbol method, Value? receiver) =>
        method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction || (receiver?.Single is >= 0 and var single && table[single].Origin == ObjectOrigin.This);

    private INamedTypeSymbol? ExactType(Value? receiver)
    {
        if (receiver?.Single is not (>= 0 and var single)) return null;
        return exactTypes.TryGetValue(single, out var exact) ? exact as INamedTypeSymbol : table[single].Type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsSealed: true } type ? type : null;
    }

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
            var selected = general.Summary!.SelectedBy(new(Array.Empty<Value?>(), type: type), selection => Run(summaries, body, depth, calls, selection));
            if (selected is not { Summary: not null, IsFinal: true }) return general;
            general.After(selected);
            var own = new List<Finding>();
            foreach (var finding in selected.Findings)
            {
                if (!IsAmong(general.Findings, finding)) own.Add(finding);
            }

            found.Add(own);
        }

        var all = new List<Finding>(general.Findings);
        var isOpen = summaries.Program.Implementations.MayBeElsewhere(method);
        foreach (var own in found)
        {
            foreach (var finding in own)
            {
                if (IsAmong(all, finding)) continue;
                var isSure = !isOpen && found.TrueForAll(others => others.Exists(other => other.IsDefinite && other.Key == finding.Key && other.Location == finding.Location));
                all.Add(isSure ? finding : finding.AsPossible());
            }
        }

        return all.Count == general.Findings.Count ? general : general.With(all);
    }
}
