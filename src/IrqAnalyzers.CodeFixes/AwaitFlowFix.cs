using System.Collections.Immutable;
using System.Composition;
using IrqAnalyzers.CodeFixes.Awaiting;
using IrqAnalyzers.CodeFixes.Proof;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace IrqAnalyzers.CodeFixes;

/// <summary>IRQ9003: awaits a flow that is started as a statement.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitFlowFix)), Shared]
public sealed class AwaitFlowFix : CodeFixProvider
{
    private const string Rule = "IRQ9003";
    private readonly ProvenFix fix = new("Await", AwaitPlanner.Propose, ImmutableArray.Create(Rule));

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rule);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => fix.FixAll;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => fix.RegisterAsync(context);
}
