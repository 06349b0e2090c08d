using System.Collections.Immutable;
using System.Composition;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace IrqAnalyzers.CodeFixes;

/// <summary>
/// All rules on the order of calls: moves the operation behind the one that establishes what it needs, or before the one that makes it
/// come too late; or that one past it, if that is the smaller change.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveOperationFix)), Shared]
public sealed class MoveOperationFix : CodeFixProvider
{
    private readonly ProvenFix fix = new("Move", MovePlanner.Propose);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ProvenFix.Rules;

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => fix.FixAll;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => fix.RegisterAsync(context);
}
