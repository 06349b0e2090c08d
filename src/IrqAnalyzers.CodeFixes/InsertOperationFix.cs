using System.Collections.Immutable;
using System.Composition;
using IrqAnalyzers.CodeFixes.Insertion;
using IrqAnalyzers.CodeFixes.Proof;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace IrqAnalyzers.CodeFixes;

/// <summary>
/// All rules on facts: inserts the operation, or sets the property, that supplies what is missing or takes back what is one too many,
/// before a call or where a handler is left.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertOperationFix)), Shared]
public sealed class InsertOperationFix : CodeFixProvider
{
    private readonly ProvenFix fix = new("Insert", InsertPlanner.Propose);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => ProvenFix.Rules;

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => fix.FixAll;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => fix.RegisterAsync(context);
}
