using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>
/// What the fixes have in common: each proposal is tried on a fork and analysed there before it is offered, and Fix All goes on until
/// no proposal is left, so that it ends where fixing one by one ends.
/// </summary>
internal sealed class ProvenFix
{
    private readonly string rule;
    private readonly string equivalenceKey;
    private readonly Func<AnalyzedDocument, Diagnostic, CancellationToken, IEnumerable<Proposal>> propose;

    /// <param name="rule">The rule whose findings are fixed.</param>
    /// <param name="equivalenceKey">What editors know the fix by.</param>
    /// <param name="propose">Gives the proposals for a finding, the best first.</param>
    public ProvenFix(
        string rule, string equivalenceKey, Func<AnalyzedDocument, Diagnostic, CancellationToken, IEnumerable<Proposal>> propose)
    {
        this.rule = rule;
        this.equivalenceKey = equivalenceKey;
        this.propose = propose;
        FixAll = FixAllProvider.Create(FixAllAsync);
    }

    public FixAllProvider FixAll { get; }

    public async Task RegisterAsync(CodeFixContext context)
    {
        var cancellation = context.CancellationToken;
        if (await AnalyzedDocument.CreateAsync(context.Document, cancellation).ConfigureAwait(false) is not { } before) return;
        var waiting = new List<(Diagnostic Reported, Diagnostic Finding)>();
        foreach (var reported in context.Diagnostics)
        {
            if (reported.Id == rule && before.Find(reported) is { } finding) waiting.Add((reported, finding));
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
                    CodeAction.Create(proven.Proposal.Title, _ => Task.FromResult(changed), equivalenceKey),
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
        if (!diagnostics.Any(diagnostic => diagnostic.Id == rule)) return document;
        var current = await AnalyzedDocument.CreateAsync(document, cancellation).ConfigureAwait(false);
        while (current is not null)
        {
            cancellation.ThrowIfCancellationRequested();
            document = current.Document;
            current = await StepAsync(current, cancellation).ConfigureAwait(false);
        }

        return document;
    }

    // Each step leaves fewer findings, so the steps come to an end. Most often one is enough.
    private async Task<AnalyzedDocument?> StepAsync(AnalyzedDocument before, CancellationToken cancellation)
    {
        var hoped = new List<Proposal>();
        foreach (var finding in Fixable(before))
        {
            if (IsCovered(hoped, finding) || propose(before, finding, cancellation).FirstOrDefault() is not { } proposal) continue;
            if (!hoped.Exists(proposal.Touches)) hoped.Add(proposal);
        }

        if (hoped.Count == 0) return null;
        if (await ProveAsync(before, hoped, cancellation).ConfigureAwait(false) is { } all) return all;

        var proven = new List<(Proposal Proposal, AnalyzedDocument After)>();
        foreach (var finding in Fixable(before))
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
        return Evidence.Holds(before, after, targets, cancellation) ? after : null;
    }

    private IEnumerable<Diagnostic> Fixable(AnalyzedDocument document) => document.Findings.Where(finding => finding.Id == rule);

    private static bool IsCovered(List<Proposal> proposals, Diagnostic finding) =>
        proposals.Exists(proposal => proposal.Targets.Contains(finding));
}
