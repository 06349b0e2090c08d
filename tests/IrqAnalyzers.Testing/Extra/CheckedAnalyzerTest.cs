using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Testing.Model;

namespace IrqAnalyzers.Testing;

/// <summary>A test of an analyzer that also makes the <see cref="ExtraChecks"/>.</summary>
/// <typeparam name="TAnalyzer">The analyzer.</typeparam>
/// <typeparam name="TVerifier">How failures are reported.</typeparam>
public class CheckedAnalyzerTest<TAnalyzer, TVerifier> : CSharpAnalyzerTest<TAnalyzer, TVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TVerifier : IVerifier, new()
{
    /// <summary>The checks that are made.</summary>
    public ExtraChecks ExtraChecks { get; set; } = ExtraChecks.Default;

    /// <summary>How <see cref="ExtraChecks.Typing"/> types.</summary>
    public TypingOptions Typing { get; set; } = new();

    /// <inheritdoc/>
    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        await base.RunImplAsync(cancellationToken).ConfigureAwait(false);
        var analyzers = GetDiagnosticAnalyzers().ToArray();
        var state = TestState.WithInheritedValuesApplied(null, []).WithProcessedMarkup(
            MarkupOptions,
            GetDefaultDiagnostic(analyzers),
            [.. analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)],
            [],
            DefaultFilePath);
        var project = await CreateProjectAsync(
            new EvaluatedProjectState(state, ReferenceAssemblies),
            [.. state.AdditionalProjects.Values.Select(additional => new EvaluatedProjectState(additional, ReferenceAssemblies))],
            cancellationToken).ConfigureAwait(false);
        await ExtraAnalyzerChecks.VerifyAsync(
            ExtraChecks, project, () => [.. GetDiagnosticAnalyzers()], Typing, Verify, cancellationToken).ConfigureAwait(false);
    }
}
