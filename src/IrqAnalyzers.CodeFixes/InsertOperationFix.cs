using System.Collections.Immutable;
using System.Composition;
using IrqAnalyzers.CodeFixes.Insertion;
using IrqAnalyzers.CodeFixes.Proof;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace IrqAnalyzers.CodeFixes;

/// <summary>IRQ2001: inserts the operation by which a VF inherits what its handler owes it, where the handler is left without.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(InsertOperationFix)), Shared]
public sealed class InsertOperationFix : CodeFixProvider
{
    private const string Rule = "IRQ2001";
    private readonly ProvenFix fix = new(Rule, Rule + ".Insert", InsertPlanner.Propose);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => fix.FixAll;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => fix.RegisterAsync(context);
}
