using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Turns one offered fix into the action that fixes all like it.</summary>
internal static class FixAll
{
    /// <summary>The action; <see langword="null"/> if the provider has none in this scope.</summary>
    public static async Task<CodeAction?> CreateAsync(
        OfferedFix fix,
        FixAllScope scope,
        ImmutableArray<(Project Project, Diagnostic Diagnostic)> found,
        IVerifier verifier,
        CancellationToken cancellationToken)
    {
        if (fix.Provider.GetFixAllProvider() is not { } provider || !provider.GetSupportedFixAllScopes().Contains(scope))
            return null;
        try
        {
            return await provider.GetFixAsync(new FixAllContext(
                fix.Project.GetDocument(fix.Diagnostic.Location.SourceTree)!,
                fix.Provider,
                scope,
                fix.Action.EquivalenceKey!,
                provider.GetSupportedFixAllDiagnosticIds(fix.Provider),
                new KnownDiagnostics(found),
                cancellationToken)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            verifier.Fail($"Fix All of {fix.Provider.GetType().Name} threw:\n{exception}");
            return null;
        }
    }
}
