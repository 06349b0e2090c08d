using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Fixes nothing; for tests of analyzers alone.</summary>
#pragma warning disable RS1016 // It fixes nothing, so there is no Fix All.
public sealed class EmptyCodeFixProvider : CodeFixProvider
#pragma warning restore RS1016
{
    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => [];

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context) => Task.CompletedTask;
}
