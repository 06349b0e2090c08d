using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>A change of one document that is meant to make findings disappear. It is offered only once that has been proved.</summary>
internal sealed class Proposal
{
    public Proposal(string title, ImmutableArray<TextChange> changes, ImmutableArray<Diagnostic> targets)
    {
        Title = title;
        Changes = changes;
        Targets = targets;
    }

    public string Title { get; }

    public ImmutableArray<TextChange> Changes { get; }

    /// <summary>The findings that must be gone afterwards.</summary>
    public ImmutableArray<Diagnostic> Targets { get; }
}
