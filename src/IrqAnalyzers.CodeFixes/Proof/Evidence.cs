using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>Compares a document before and after a change.</summary>
internal static class Evidence
{
    /// <summary>
    /// Whether the targets are gone, nothing new is reported, nothing that was possible has become definite, and the compiler has no
    /// more errors than before.
    /// </summary>
    public static bool Holds(
        AnalyzedDocument before, AnalyzedDocument after, ImmutableArray<Diagnostic> targets, CancellationToken cancellation)
    {
        var allowed = Count(before, before.Findings, cancellation);
        foreach (var target in Count(before, targets, cancellation))
        {
            if (!allowed.TryGetValue(target.Key, out var count)) return false;
            allowed[target.Key] = (count.All - target.Value.All, count.Definite - target.Value.Definite);
        }

        foreach (var left in Count(after, after.Findings, cancellation))
        {
            if (!allowed.TryGetValue(left.Key, out var count) || left.Value.All > count.All || left.Value.Definite > count.Definite) return false;
        }

        return after.CountErrors(cancellation) <= before.CountErrors(cancellation);
    }

    private static Dictionary<FindingIdentity, (int All, int Definite)> Count(
        AnalyzedDocument document, ImmutableArray<Diagnostic> findings, CancellationToken cancellation)
    {
        var counts = new Dictionary<FindingIdentity, (int All, int Definite)>();
        foreach (var finding in findings)
        {
            var identity = FindingIdentity.Of(finding, document.Model, cancellation);
            counts.TryGetValue(identity, out var count);
            counts[identity] = (count.All + 1, count.Definite + (FindingProperties.IsDefinite(finding) ? 1 : 0));
        }

        return counts;
    }
}
