using System.Collections.Immutable;
using System.Composition;
using IrqAnalyzers.CodeFixes.Insertion;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using IrqAnalyzers.CodeFixes.Replacement;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace IrqAnalyzers.CodeFixes;

/// <summary>
/// Fixes all rules about models. Contracts decide what it does: it moves an operation after the one that establishes what it needs, or before
/// the one that makes it too late; it replaces an operation that is always wrong; it inserts an operation that is missing.
/// </summary>
/// <remarks>
/// One provider for all rules: <c>dotnet format</c> lets only the first provider of a rule change a project, and visits each rule once.
/// </remarks>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(BringUpFix)), Shared]
public sealed class BringUpFix : CodeFixProvider
{
    private readonly ProvenFix fix = new(Propose, Rules);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => Rules;

    private static ImmutableArray<string> Rules { get; } = Descriptors.All
        .Where(static rule => !rule.Id.StartsWith("IRQ9", StringComparison.Ordinal))
        .Concat(DeclaredRules.Reserved).Select(static rule => rule.Id).ToImmutableArray();

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => fix.FixAll;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => fix.RegisterAsync(context);

    private static IEnumerable<Proposal> Propose(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation) =>
        MovePlanner.Propose(document, finding, cancellation)
            .Concat(ReplacePlanner.Propose(document, finding, cancellation))
            .Concat(InsertPlanner.Propose(document, finding, cancellation));
}
