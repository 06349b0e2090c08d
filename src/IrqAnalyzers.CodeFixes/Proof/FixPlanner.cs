using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>Plans all changes of a file, one after the other: each on the text that the one before it leaves.</summary>
/// <remarks>
/// What members do that do not use each other is planned for all of them at a time, and analysed once. That comes to the same as one after
/// the other, because no plan for one of them looks at another; see <see cref="Independence"/>.
/// </remarks>
internal sealed class FixPlanner
{
    private readonly Func<AnalyzedDocument, Diagnostic, CancellationToken, IEnumerable<Proposal>> propose;
    private readonly MemberProposals proposals;

    /// <param name="propose">Gives the proposals for a finding, the best first.</param>
    public FixPlanner(Func<AnalyzedDocument, Diagnostic, CancellationToken, IEnumerable<Proposal>> propose)
    {
        this.propose = propose;
        proposals = new(propose);
    }

    /// <summary>The first proposal for a finding that can be proved, with what it makes of the file; <see langword="null"/> if there is none.</summary>
    public async Task<(Proposal Proposal, AnalyzedFile After)?> FirstProvenAsync(
        AnalyzedFile before, AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        foreach (var proposal in propose(document, finding, cancellation))
        {
            if (await ProveAsync(before, proposal, cancellation).ConfigureAwait(false) is { } after) return (proposal, after);
        }

        return null;
    }

    /// <summary>The file once nothing of a rule is left that can be fixed.</summary>
    public async Task<AnalyzedFile> FixAllAsync(AnalyzedFile file, string rule, CancellationToken cancellation)
    {
        // Each step leaves fewer findings, so the steps come to an end.
        var past = new PastSteps();
        while (await StepAsync(file, rule, past, cancellation).ConfigureAwait(false) is { } next) file = next;
        return file;
    }

    private async Task<AnalyzedFile?> StepAsync(AnalyzedFile file, string rule, PastSteps past, CancellationToken cancellation)
    {
        var members = MemberFindings.Of(file, rule, cancellation);
        if (Independence.Holds(file, members)
            && await TogetherAsync(file, members, past, cancellation).ConfigureAwait(false) is var (isKnown, after) && isKnown)
            return after;
        foreach (var member in members)
        {
            foreach (var (document, finding) in member.Findings)
            {
                if (await FirstProvenAsync(file, document, finding, cancellation).ConfigureAwait(false) is { } proven) return proven.After;
            }
        }

        return null;
    }

    // The next change of each member. Those that cannot be proved give way to the next proposal for the same member, and a member without
    // another is given up.
    private async Task<(bool IsKnown, AnalyzedFile? After)> TogetherAsync(
        AnalyzedFile file, IReadOnlyList<MemberFindings> members, PastSteps past, CancellationToken cancellation)
    {
        var candidates = new Dictionary<string, IEnumerator<Proposal>>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            if (past.GivenUp.Contains(member.Name)) continue;
            var next = NextOf(member, past, cancellation).GetEnumerator();
            if (!next.MoveNext()) past.GivenUp.Add(member.Name);
            else if (!IsWithin(next.Current, member)) return (false, null);
            else candidates.Add(member.Name, next);
        }

        while (candidates.Count > 0)
        {
            var changes = candidates.Values.Select(static one => one.Current).ToList();
            if (await WithAsync(file, changes, cancellation).ConfigureAwait(false) is not var (after, against) || against is null) return (false, null);
            if (against.Count == 0) return (true, after);
            if (!against.IsSubsetOf(candidates.Keys)) return (false, null);
            foreach (var name in against)
            {
                if (candidates[name].MoveNext())
                {
                    if (!IsWithin(candidates[name].Current, members.First(member => member.Name == name))) return (false, null);
                    continue;
                }

                candidates.Remove(name);
                past.GivenUp.Add(name);
            }
        }

        return (true, null);
    }

    // What is done in exclusive arms is tried at one time. Once that could not be proved, it is one after the other.
    private IEnumerable<Proposal> NextOf(MemberFindings member, PastSteps past, CancellationToken cancellation)
    {
        if (!past.OneByOne.Contains(member.Name) && proposals.OfArms(member, cancellation) is { } arms)
        {
            yield return arms;
            past.OneByOne.Add(member.Name);
        }

        foreach (var proposal in proposals.Single(member, cancellation)) yield return proposal;
    }

    // What reaches out of its member is not for many at a time.
    private static bool IsWithin(Proposal proposal, MemberFindings member) => proposal.Changes.All(change => member.Span.Contains(change.Span));

    private static async Task<AnalyzedFile?> ProveAsync(AnalyzedFile before, Proposal proposal, CancellationToken cancellation) =>
        await WithAsync(before, new[] { proposal }, cancellation).ConfigureAwait(false) is var (after, against) && against is { Count: 0 } ? after : null;

    private static async Task<(AnalyzedFile After, HashSet<string>? Against)?> WithAsync(
        AnalyzedFile before, IReadOnlyCollection<Proposal> proposals, CancellationToken cancellation)
    {
        var changes = proposals.SelectMany(proposal => proposal.Changes).OrderBy(change => change.Span.Start);
        if (await before.WithAsync(changes, cancellation).ConfigureAwait(false) is not { } after) return null;
        var targets = proposals.SelectMany(proposal => proposal.Targets).ToImmutableArray();
        var places = targets.Select(target => target.Location.SourceSpan).ToImmutableArray();
        var against = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < before.Documents.Length; index++)
        {
            var document = before.Documents[index];
            var own = targets.Where(target => target.Location.SourceTree == document.Root.SyntaxTree).ToImmutableArray();
            if (Evidence.Against(document, after.Documents[index], own, places, cancellation) is not { } theirs) return (after, null);
            against.UnionWith(theirs);
        }

        return (after, against);
    }

    // What the steps before have found out about members: those for which nothing is left to try, and those whose arms cannot be changed at one time.
    private sealed class PastSteps
    {
        public HashSet<string> GivenUp { get; } = new(StringComparer.Ordinal);

        public HashSet<string> OneByOne { get; } = new(StringComparer.Ordinal);
    }
}
