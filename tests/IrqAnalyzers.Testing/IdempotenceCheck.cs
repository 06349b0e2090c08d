using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing;

/// <summary>What is fixed stays fixed: in the fixed state nothing is offered again.</summary>
public static class IdempotenceCheck
{
    /// <summary>Fails if a fix is offered anywhere in the solution.</summary>
    /// <param name="project">Any project of the fixed solution.</param>
    /// <param name="analyzers">The analyzers.</param>
    /// <param name="providers">The fixes.</param>
    /// <param name="verifier">What failures are reported to.</param>
    /// <param name="equivalenceKey">Looks only at actions with this key.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public static async Task VerifyAsync(
        Project project,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        ImmutableArray<CodeFixProvider> providers,
        IVerifier verifier,
        string? equivalenceKey = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(verifier);
        foreach (var each in project.Solution.Projects)
        {
            var compilation = await AnalyzerExecution.CompileAsync(each, cancellationToken).ConfigureAwait(false);
            var execution = new AnalyzerExecution(analyzers, each.AnalyzerOptions);
            var diagnostics = (await execution.RunAsync(compilation, cancellationToken).ConfigureAwait(false))
                .AddRange(compilation.GetDiagnostics(cancellationToken))
                .RemoveAll(diagnostic => diagnostic.IsSuppressed);
            foreach (var diagnostic in diagnostics)
            {
                if (each.GetDocument(diagnostic.Location.SourceTree) is not { } document)
                    continue;
                foreach (var provider in providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
                    await VerifyNothingIsOfferedAsync(provider, document, diagnostic).ConfigureAwait(false);
            }
        }

        async Task VerifyNothingIsOfferedAsync(CodeFixProvider provider, Document document, Diagnostic diagnostic)
        {
            var offered = new List<CodeAction>();
            await provider.RegisterCodeFixesAsync(new CodeFixContext(
                document, diagnostic, (action, _) => offered.Add(action), cancellationToken)).ConfigureAwait(false);
            if (offered.Find(action => equivalenceKey is null || action.EquivalenceKey == equivalenceKey) is { } again)
                verifier.Fail($"Not idempotent: in the fixed state '{again.Title}' is offered again, for\n    {diagnostic}");
        }
    }
}
