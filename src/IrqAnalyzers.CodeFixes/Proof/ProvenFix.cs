using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>
/// What the fixes have in common: each proposal is tried on a fork and analysed there before it is offered, and Fix All goes on until
/// no proposal is left, so that it ends where fixing one by one ends.
/// </summary>
internal sealed class ProvenFix
{
    private readonly Func<AnalyzedDocument, Diagnostic, CancellationToken, IEnumerable<Proposal>> propose;
    private readonly ImmutableArray<string> rules;

    /// <param name="propose">Gives the proposals for a finding, the best first.</param>
    /// <param name="rules">The rules it is for. With the fix, a rule is what editors know a change by.</param>
    public ProvenFix(Func<AnalyzedDocument, Diagnostic, CancellationToken, IEnumerable<Proposal>> propose, ImmutableArray<string> rules)
    {
        this.propose = propose;
        this.rules = rules;
        FixAll = FixAllProvider.Create(FixAllAsync);
    }

    public FixAllProvider FixAll { get; }

    public async Task RegisterAsync(CodeFixContext context)
    {
        var cancellation = context.CancellationToken;
        if (await AnalyzedDocument.OfAsync(context.Document, cancellation).ConfigureAwait(false) is not { } before) return;
        var waiting = new List<(Diagnostic Reported, Diagnostic Finding)>();
        foreach (var reported in context.Diagnostics)
        {
            if (before.Find(reported) is { } finding) waiting.Add((reported, finding));
        }

        while (waiting.Count > 0)
        {
            var first = waiting[0];
            var covered = new List<(Diagnostic Reported, Diagnostic Finding)> { first };
            if (await FirstProvenAsync(before, first.Finding, cancellation).ConfigureAwait(false) is { } proven)
            {
                covered.AddRange(waiting.Where(other => other != first && proven.Proposal.Targets.Contains(other.Finding)));
                var changed = proven.After.Document;
                context.RegisterCodeFix(
                    CodeAction.Create(proven.Proposal.Title, _ => Task.FromResult(changed), first.Reported.Id),
                    covered.Select(one => one.Reported).ToImmutableArray());
            }

            waiting.RemoveAll(covered.Contains);
        }
    }

    private async Task<(Proposal Proposal, AnalyzedDocument After)?> FirstProvenAsync(
        AnalyzedDocument before, Diagnostic finding, CancellationToken cancellation)
    {
        foreach (var proposal in propose(before, finding, cancellation))
        {
            if (await ProveAsync(before, new[] { proposal }, cancellation).ConfigureAwait(false) is { } after) return (proposal, after);
        }

        return null;
    }

    private async Task<Document?> FixAllAsync(FixAllContext context, Document document, ImmutableArray<Diagnostic> diagnostics)
    {
        var cancellation = context.CancellationToken;
        var rules = new SortedSet<string>(diagnostics.Select(diagnostic => diagnostic.Id).Where(rule => IsMeant(context, rule)), StringComparer.Ordinal);
        if (rules.Count == 0) return document;
        var current = await AnalyzedDocument.OfAsync(document, cancellation).ConfigureAwait(false);
        foreach (var rule in rules)
        {
            while (current is not null && await StepAsync(current, rule, cancellation).ConfigureAwait(false) is { } next) current = next;
        }

        return current is null ? document : current.Document;
    }

    // Editors ask for all rules and name the one that is meant by the key. Tools that ask for one rule take the key from whatever finding
    // comes first: it may be another rule's, or none if that finding has no fix.
    private bool IsMeant(FixAllContext context, string rule) =>
        rules.Contains(rule) && (context.DiagnosticIds.Count == 1 || context.CodeActionEquivalenceKey is null || context.CodeActionEquivalenceKey == rule);

    // Each step leaves fewer findings, so the steps come to an end. Most often one is enough.
    private async Task<AnalyzedDocument?> StepAsync(AnalyzedDocument before, string rule, CancellationToken cancellation)
    {
        var hoped = new List<Proposal>();
        foreach (var finding in Fixable(before, rule))
        {
            if (IsCovered(hoped, finding) || propose(before, finding, cancellation).FirstOrDefault() is not { } proposal) continue;
            if (!hoped.Exists(proposal.Touches)) hoped.Add(proposal);
        }

        if (hoped.Count == 0) return null;
        if (await ProveAsync(before, hoped, cancellation).ConfigureAwait(false) is { } all) return all;

        var proven = new List<(Proposal Proposal, AnalyzedDocument After)>();
        foreach (var finding in Fixable(before, rule))
        {
            if (proven.Exists(one => one.Proposal.Targets.Contains(finding))) continue;
            if (await FirstProvenAsync(before, finding, cancellation).ConfigureAwait(false) is not { } one) continue;
            if (!proven.Exists(other => other.Proposal.Touches(one.Proposal))) proven.Add(one);
        }

        if (proven.Count == 0) return null;
        var together = proven.ConvertAll(one => one.Proposal);
        return (proven.Count > 1 ? await ProveAsync(before, together, cancellation).ConfigureAwait(false) : null) ?? proven[0].After;
    }

    private static async Task<AnalyzedDocument?> ProveAsync(
        AnalyzedDocument before, IReadOnlyCollection<Proposal> proposals, CancellationToken cancellation)
    {
        var changes = proposals.SelectMany(proposal => proposal.Changes).OrderBy(change => change.Span.Start);
        if (await before.WithAsync(changes, cancellation).ConfigureAwait(false) is not { } after) return null;
        var targets = proposals.SelectMany(proposal => proposal.Targets).ToImmutableArray();
        var places = targets.Select(target => target.Location.SourceSpan).ToImmutableArray();
        return Evidence.Holds(before, after, targets, places, cancellation)
            && await HoldsWhereLinkedAsync(before, after, places, cancellation).ConfigureAwait(false)
            ? after
            : null;
    }

    // A file that several projects have, or one project for several frameworks, changes in all of them.
    private static async Task<bool> HoldsWhereLinkedAsync(
        AnalyzedDocument before, AnalyzedDocument after, ImmutableArray<TextSpan> places, CancellationToken cancellation)
    {
        foreach (var linked in before.Document.GetLinkedDocumentIds())
        {
            cancellation.ThrowIfCancellationRequested();
            if (before.Document.Project.Solution.GetDocument(linked) is not { } other) continue;
            if (await AnalyzedDocument.CreateAsync(other.WithText(before.Text), cancellation).ConfigureAwait(false) is not { } otherBefore) continue;
            if (await AnalyzedDocument.CreateAsync(other.WithText(after.Text), cancellation).ConfigureAwait(false) is not { } otherAfter) return false;
            if (!Evidence.Holds(otherBefore, otherAfter, ImmutableArray<Diagnostic>.Empty, places, cancellation)) return false;
        }

        return true;
    }

    private static IEnumerable<Diagnostic> Fixable(AnalyzedDocument document, string rule) => document.Findings.Where(finding => finding.Id == rule);

    private static bool IsCovered(List<Proposal> proposals, Diagnostic finding) =>
        proposals.Exists(proposal => proposal.Targets.Contains(finding));
}
