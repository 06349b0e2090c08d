using System.Collections.Immutable;
using System.Composition;
using IrqAnalyzers.CodeFixes.Awaiting;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace IrqAnalyzers.CodeFixes;

/// <summary>IRQ9003: awaits a flow that is started as a statement.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitFlowFix)), Shared]
public sealed class AwaitFlowFix : CodeFixProvider
{
    private readonly ProvenFix fix = new(AwaitPlanner.Propose, Rules);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => Rules;

    private static ImmutableArray<string> Rules { get; } = ImmutableArray.Create(Descriptors.FlowNotAwaited.Id);

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => fix.FixAll;

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => fix.RegisterAsync(context);
}
