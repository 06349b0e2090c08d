using System.Collections.Immutable;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>Compares a document before and after a change.</summary>
internal static class Evidence
{
    /// <summary>
    /// Whether the targets are gone, nothing new is reported, nothing that was possible has become definite, and the compiler has no
    /// more errors than before. Where the analysis gave up nothing is proved.
    /// </summary>
    /// <param name="before">The document.</param>
    /// <param name="after">The document with the change.</param>
    /// <param name="targets">Its findings that the change is for.</param>
    /// <param name="places">Where those are; in another project that contains the file, they belong to the analysis of that project.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static bool Holds(
        AnalyzedDocument before, AnalyzedDocument after, ImmutableArray<Diagnostic> targets, ImmutableArray<TextSpan> places, CancellationToken cancellation) =>
        Against(before, after, targets, places, cancellation) is { Count: 0 };

    /// <summary>The members, by their names, that speak against a change; <see langword="null"/> if it cannot be said which do.</summary>
    public static HashSet<string>? Against(
        AnalyzedDocument before, AnalyzedDocument after, ImmutableArray<Diagnostic> targets, ImmutableArray<TextSpan> places, CancellationToken cancellation)
    {
        if (IsIncomplete(before, places)) return null;
        var allowed = Count(before, before.Findings, cancellation);
        var against = new HashSet<string>(StringComparer.Ordinal);
        foreach (var target in Count(before, targets, cancellation))
        {
            if (!allowed.TryGetValue(target.Key, out var count)) return null;
            allowed[target.Key] = (count.All - target.Value.All, count.Definite - target.Value.Definite);
        }

        foreach (var left in Count(after, after.Findings, cancellation))
        {
            if (!allowed.TryGetValue(left.Key, out var count) || left.Value.All > count.All || left.Value.Definite > count.Definite)
                against.Add(left.Key.Member);
        }

        cancellation.ThrowIfCancellationRequested();
        if (against.Count > 0) return against;
        return after.Errors == 0 || after.Errors <= before.Errors ? against : null;
    }

    private static bool IsIncomplete(AnalyzedDocument document, ImmutableArray<TextSpan> places)
    {
        foreach (var finding in document.Findings)
        {
            if (finding.Id != Descriptors.AnalysisIncomplete.Id) continue;
            var member = document.Root.FindNode(finding.Location.SourceSpan).FirstAncestorOrSelf<MemberDeclarationSyntax>();
            if (member is not null && places.Any(member.Span.Contains)) return true;
        }

        return false;
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
