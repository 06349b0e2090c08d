using IrqAnalyzers.CodeFixes.Proof;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>Plans insertions: where a handler is left, around a call that a property of its subject governs, or before a call.</summary>
internal static class InsertPlanner
{
    public static IEnumerable<Proposal> Propose(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        if (FindingProperties.Leaves(finding)) return ExitPlanner.Propose(document, finding, cancellation);
        // What is there, only too late, is moved.
        if (Violation.Of(document, finding, cancellation) is not { } violation || violation.Facts == 0 || Reordering.Move.Find(document, finding, cancellation) is not null)
            return Enumerable.Empty<Proposal>();
        return HoldPlanner.Propose(document, violation, cancellation)
            ?? CallPlanner.Propose(document, violation, cancellation).Concat(GuardPlanner.Propose(document, violation));
    }
}
