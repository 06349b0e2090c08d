using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>What the fixes have in common: each proposal is tried on a fork and analysed there before it is offered.</summary>
internal sealed class ProvenFix
{
    private readonly FixPlanner planner;

    /// <param name="propose">Gives the proposals for a finding, the best first.</param>
    /// <param name="rules">The rules it is for. With the fix, a rule is what editors know a change by.</param>
    public ProvenFix(Func<AnalyzedDocument, Diagnostic, CancellationToken, IEnumerable<Proposal>> propose, ImmutableArray<string> rules)
    {
        planner = new(propose);
        FixAll = new FileByFile(planner, rules);
    }

    public FixAllProvider FixAll { get; }

    public async Task RegisterAsync(CodeFixContext context)
    {
        var cancellation = context.CancellationToken;
        if (await AnalyzedFile.OfAsync(context.Document, cancellation).ConfigureAwait(false) is not { } before) return;
        var document = before.Documents.First(one => one.Document.Id == context.Document.Id);
        var waiting = new List<(Diagnostic Reported, Diagnostic Finding)>();
        foreach (var reported in context.Diagnostics)
        {
            if (document.Find(reported) is { } finding) waiting.Add((reported, finding));
        }

        while (waiting.Count > 0)
        {
            var first = waiting[0];
            var covered = new List<(Diagnostic Reported, Diagnostic Finding)> { first };
            if (await planner.FirstProvenAsync(before, document, first.Finding, cancellation).ConfigureAwait(false) is { } proven)
            {
                covered.AddRange(waiting.Where(other => other != first && proven.Proposal.Targets.Contains(other.Finding)));
                var changed = proven.After.WriteTo(context.Document.Project.Solution);
                context.RegisterCodeFix(
                    CodeAction.Create(proven.Proposal.Title, _ => Task.FromResult(changed), first.Reported.Id),
                    covered.Select(one => one.Reported).ToImmutableArray());
            }

            waiting.RemoveAll(covered.Contains);
        }
    }
}
