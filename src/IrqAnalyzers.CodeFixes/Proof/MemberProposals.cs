using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>What may be done next for the findings of one member.</summary>
internal sealed class MemberProposals
{
    private readonly Func<AnalyzedDocument, Diagnostic, CancellationToken, IEnumerable<Proposal>> propose;

    /// <param name="propose">Gives the proposals for a finding, the best first.</param>
    public MemberProposals(Func<AnalyzedDocument, Diagnostic, CancellationToken, IEnumerable<Proposal>> propose) => this.propose = propose;

    /// <summary>The proposals for each finding, in the order of the source, the best for each first.</summary>
    public IEnumerable<Proposal> Single(MemberFindings member, CancellationToken cancellation) =>
        member.Findings.SelectMany(one => propose(one.Document, one.Finding, cancellation));

    /// <summary>
    /// The best proposals for findings of which one run of the member comes to one at most, as one proposal: it comes to the same as one after
    /// the other, and needs one proof. <see langword="null"/> if there are not two of them.
    /// </summary>
    public Proposal? OfArms(MemberFindings member, CancellationToken cancellation)
    {
        var chosen = new List<(Proposal Proposal, TextSpan Place)>();
        foreach (var (document, finding) in member.Findings)
        {
            if (chosen.Exists(other => other.Proposal.Targets.Contains(finding))) continue;
            if (propose(document, finding, cancellation).FirstOrDefault() is not { } proposal) continue;
            var place = PlaceOf(proposal, finding);
            if (!member.Span.Contains(place)) continue;
            if (chosen.TrueForAll(other => ExclusiveArms.Hold(member.Declaration, other.Place, place))) chosen.Add((proposal, place));
        }

        if (chosen.Count < 2) return null;
        return new(
            chosen[0].Proposal.Title,
            chosen.SelectMany(static one => one.Proposal.Changes).ToImmutableArray(),
            chosen.SelectMany(static one => one.Proposal.Targets).ToImmutableArray());
    }

    // All that a proposal changes, and what it is for.
    private static TextSpan PlaceOf(Proposal proposal, Diagnostic finding)
    {
        var (start, end) = (finding.Location.SourceSpan.Start, finding.Location.SourceSpan.End);
        foreach (var change in proposal.Changes)
        {
            start = Math.Min(start, change.Span.Start);
            end = Math.Max(end, change.Span.End);
        }

        return TextSpan.FromBounds(start, end);
    }
}
