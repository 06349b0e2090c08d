using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Testing.Model;

namespace IrqAnalyzers.Testing;

/// <summary>A test of a fix that also makes the <see cref="ExtraChecks"/>.</summary>
/// <typeparam name="TAnalyzer">The analyzer that reports what is fixed.</typeparam>
/// <typeparam name="TCodeFix">The fix.</typeparam>
/// <typeparam name="TVerifier">How failures are reported.</typeparam>
public class CheckedCodeFixTest<TAnalyzer, TCodeFix, TVerifier> : CSharpCodeFixTest<TAnalyzer, TCodeFix, TVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TCodeFix : CodeFixProvider, new()
    where TVerifier : IVerifier, new()
{
    private readonly TestProjects projects = new();

    /// <summary>A test on the running framework.</summary>
    public CheckedCodeFixTest() => ReferenceAssemblies = RunningFramework.ReferenceAssemblies;

    /// <summary>The checks that are made. With <see cref="CodeFixTestBehaviors.FixOne"/> there may be something left to fix.</summary>
    public ExtraChecks ExtraChecks { get; set; } = ExtraChecks.Default;

    /// <summary>How <see cref="ExtraChecks.Typing"/> types.</summary>
    public TypingOptions Typing { get; set; } = new();

    /// <inheritdoc/>
    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        projects.Clear();
        await base.RunImplAsync(cancellationToken).ConfigureAwait(false);
        if (ExtraChecks.HasFlag(ExtraChecks.LineEndings))
            await RunWithOtherLineEndingsAsync(cancellationToken).ConfigureAwait(false);

        var fixable = GetCodeFixProviders().SelectMany(provider => provider.FixableDiagnosticIds).ToImmutableArray();
        var rawTest = TestState.WithInheritedValuesApplied(null, fixable);
        var rawFixed = FixedState.WithInheritedValuesApplied(rawTest, fixable);
        var test = Process(rawTest, fixable);
        if (NumberOfIncrementalIterations == 0 && !CodeActionExpected(FixedState) && !CodeActionExpected(BatchFixedState))
        {
            // The library looks at no fix where the test says nothing of the fixed code.
            await VerifyFixAsync(test, test, test, Verify, cancellationToken).ConfigureAwait(false);
        }

        await ExtraAnalyzerChecks.VerifyAsync(
            ExtraChecks,
            await CreateProjectAsync(test, cancellationToken).ConfigureAwait(false),
            () => [.. GetDiagnosticAnalyzers()],
            Typing,
            Verify,
            cancellationToken).ConfigureAwait(false);

        await VerifyResultAsync("fixed", test, Process(rawFixed, fixable), cancellationToken).ConfigureAwait(false);
        if (CodeActionExpected(BatchFixedState))
        {
            var batchFixed = Process(BatchFixedState.WithInheritedValuesApplied(rawFixed, fixable), fixable);
            await VerifyResultAsync("batch fixed", test, batchFixed, cancellationToken).ConfigureAwait(false);
        }
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

    private async Task RunWithOtherLineEndingsAsync(CancellationToken cancellationToken)
    {
        SolutionState[] states = [TestState, FixedState, BatchFixedState];
        foreach (var ending in LineEnding.NotUsedThroughout(states).ToList())
        {
            var undo = ending.ApplyTo(states);
            try
            {
                await base.RunImplAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Verify.PushContext($"With {ending.Name} line endings").Fail(failure.Message);
            }
            finally
            {
                undo();
            }
        }
    }

    private async Task VerifyResultAsync(string name, SolutionState test, SolutionState result, CancellationToken cancellationToken)
    {
        if (!HasAnyChange(test, result, recursive: true))
            return;
        var context = Verify.PushContext($"Extra checks of the {name} state");
        if (ExtraChecks.HasFlag(ExtraChecks.Comments))
            CommentCheck.Verify(AllSources(test), AllSources(result), context, CreateParseOptions());
        if (ExtraChecks.HasFlag(ExtraChecks.Idempotence) && !CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne))
        {
            await IdempotenceCheck.VerifyAsync(
                await CreateProjectAsync(result, cancellationToken).ConfigureAwait(false),
                [.. GetDiagnosticAnalyzers()],
                [.. GetCodeFixProviders()],
                context,
                CodeActionEquivalenceKey,
                cancellationToken).ConfigureAwait(false);
        }
    }

    private SolutionState Process(SolutionState state, ImmutableArray<string> fixable)
    {
        var analyzers = GetDiagnosticAnalyzers().ToArray();
        return state.WithProcessedMarkup(
            MarkupOptions,
            GetDefaultDiagnostic(analyzers),
            [.. analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)],
            fixable,
            DefaultFilePath);
    }

    private Task<Project> CreateProjectAsync(SolutionState state, CancellationToken cancellationToken) => CreateProjectAsync(
        new EvaluatedProjectState(state, ReferenceAssemblies),
        [.. state.AdditionalProjects.Values.Select(additional => new EvaluatedProjectState(additional, ReferenceAssemblies))],
        cancellationToken);

    private static IEnumerable<(string filename, Microsoft.CodeAnalysis.Text.SourceText content)> AllSources(SolutionState state) =>
        state.Sources.Concat(state.AdditionalProjects.Values.SelectMany(project => project.Sources));
}
