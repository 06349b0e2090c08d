using System.Collections.Immutable;
using System.Composition;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Replacement;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace IrqAnalyzers.CodeFixes;

/// <summary>
/// IRQ1003, and what else is wrong whatever came before: replaces the operation by the one that is given the answer to a question about
/// its own subject.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(ReplaceOperationFix)), Shared]
public sealed class ReplaceOperationFix : CodeFixProvider
{
    private readonly ProvenFix fix = new("Replace", ReplacePlanner.Propose);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ProvenFix.Rules;

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => fix.FixAll;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => fix.RegisterAsync(context);
}
