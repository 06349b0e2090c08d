using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
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
    private readonly TestProjects projects = new();

    /// <summary>A test on the running framework.</summary>
    public CheckedAnalyzerTest() => ReferenceAssemblies = RunningFramework.ReferenceAssemblies;

    /// <summary>The checks that are made.</summary>
    public ExtraChecks ExtraChecks { get; set; } = ExtraChecks.Default;

    /// <summary>How <see cref="ExtraChecks.Typing"/> types.</summary>
    public TypingOptions Typing { get; set; } = new();

    /// <inheritdoc/>
    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        projects.Clear();
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

    /// <inheritdoc/>
    protected override Task<Workspace> CreateWorkspaceImplAsync() => Task.FromResult<Workspace>(new AdhocWorkspace());

    /// <inheritdoc/>
    protected override Task<Project> CreateProjectImplAsync(
        EvaluatedProjectState primaryProject,
        ImmutableArray<EvaluatedProjectState> additionalProjects,
        CancellationToken cancellationToken) => projects.GetAsync(
            primaryProject,
            additionalProjects,
            () => base.CreateProjectImplAsync(primaryProject, additionalProjects, cancellationToken));

    /// <inheritdoc/>
    protected override Project ApplyCompilationOptions(Project project) =>
        projects.GetConfigured(project, base.ApplyCompilationOptions);

    /// <inheritdoc/>
    protected override CompilationWithAnalyzers CreateCompilationWithAnalyzers(
        Compilation compilation,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        AnalyzerOptions options,
        CancellationToken cancellationToken) => projects.GetAnalysis(compilation, analyzers, options);
}
