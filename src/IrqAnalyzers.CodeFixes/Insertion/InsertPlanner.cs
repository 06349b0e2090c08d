using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>Plans insertions: where a handler is left, around a call that a property of its subject governs, or before a call.</summary>
internal static class InsertPlanner
{
    public static IEnumerable<Proposal> Propose(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        if (FindingProperties.Leaves(finding)) return ExitPlanner.Propose(document, finding, cancellation);
        if (Violation.Of(document, finding, cancellation) is not { } violation || violation.Facts == 0) return Enumerable.Empty<Proposal>();
        // What is there, only too late, is moved, and not done twice. To take something back twice does no harm.
        if (violation.Kind == RequirementKind.AnyOf && Move.Find(document, violation, cancellation) is not null)
        {
            return NestPlanner.Propose(document, violation, cancellation);
        }

        return HoldPlanner.Propose(document, violation, cancellation)
            ?? NestPlanner.Propose(document, violation, cancellation)
                .Concat(CallPlanner.Propose(document, violation, cancellation))
                .Concat(GuardPlanner.Propose(document, violation));
    }
}
