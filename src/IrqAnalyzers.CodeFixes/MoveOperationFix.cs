using System.Collections.Immutable;
using System.Composition;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace IrqAnalyzers.CodeFixes;

/// <summary>
/// IRQ1001: moves the operation that needs the function registered behind the one that registers it, or that one up before it.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(MoveOperationFix)), Shared]
public sealed class MoveOperationFix : CodeFixProvider
{
    private const string Rule = "IRQ1001";
    private readonly ProvenFix fix = new(Rule, Rule + ".Move", MovePlanner.Propose);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => fix.FixAll;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => fix.RegisterAsync(context);
}
