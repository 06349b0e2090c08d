using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing;

/// <summary>Those of the <see cref="ExtraChecks"/> that need no fix.</summary>
internal static class ExtraAnalyzerChecks
{
    public static async Task VerifyAsync(
        ExtraChecks checks,
        Project project,
        Func<ImmutableArray<DiagnosticAnalyzer>> createAnalyzers,
        TypingOptions typing,
        IVerifier verifier,
        CancellationToken cancellationToken)
    {
        if (checks.HasFlag(ExtraChecks.Determinism))
            await DeterminismCheck.VerifyAsync(project, createAnalyzers, verifier, cancellationToken).ConfigureAwait(false);
        if (checks.HasFlag(ExtraChecks.Cancellation))
            await CancellationCheck.VerifyAsync(project, createAnalyzers, verifier, cancellationToken: cancellationToken).ConfigureAwait(false);
        if (checks.HasFlag(ExtraChecks.Typing))
            await TypingCheck.VerifyAsync(project, createAnalyzers, verifier, typing, cancellationToken).ConfigureAwait(false);
    }
}
