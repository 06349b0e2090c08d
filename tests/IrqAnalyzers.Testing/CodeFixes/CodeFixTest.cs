using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// Runs analyzers, applies the fixes that are offered one by one, and with Fix All in the document, the project and the solution, and
/// compares the results, down to the syntax tree and to what is reported then.
/// </summary>
/// <typeparam name="TVerifier">How failures are reported.</typeparam>
public abstract class CodeFixTest<TVerifier> : CodeActionTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    /// <summary>A test without sources.</summary>
    protected CodeFixTest()
    {
        FixedState = CreateState();
        BatchFixedState = CreateState();
    }

    /// <summary>Adds a source of <see cref="FixedState"/>.</summary>
    public string FixedCode
    {
        set
        {
            if (value is not null)
                FixedState.Sources.Add(value);
        }
    }

    /// <summary>Adds a source of <see cref="BatchFixedState"/>.</summary>
    public string BatchFixedCode
    {
        set
        {
            if (value is not null)
                BatchFixedState.Sources.Add(value);
        }
    }

    /// <summary>What applying fixes one by one must lead to.</summary>
    public SolutionState FixedState { get; }

    /// <summary>What Fix All must lead to; like <see cref="FixedState"/> where nothing else is said.</summary>
    public SolutionState BatchFixedState { get; }

    /// <summary>
    /// How often a fix is applied until none is offered: exactly so often if positive, at most (but exactly once for -1) if negative,
    /// never if zero. By default at most once per expected diagnostic that has a fix, or never if the fixed state is the test state.
    /// </summary>
    public int? NumberOfIncrementalIterations { get; set; }

    /// <summary>The same for Fix All; by default once.</summary>
    public int? NumberOfFixAllIterations { get; set; }

    /// <summary>The same for Fix All in a document; by default at most once per document with a diagnostic that has a fix.</summary>
    public int? NumberOfFixAllInDocumentIterations { get; set; }

    /// <summary>The same for Fix All in a project; by default at most once per project that changes.</summary>
    public int? NumberOfFixAllInProjectIterations { get; set; }

    /// <summary>Checks that are left out.</summary>
    public CodeFixTestBehaviors CodeFixTestBehaviors { get; set; }

    /// <summary>The fixes under test.</summary>
    protected abstract IEnumerable<CodeFixProvider> GetCodeFixProviders();

    /// <summary>The context in which a fix is registered.</summary>
    protected virtual CodeFixContext CreateCodeFixContext(
        Document document,
        TextSpan span,
        ImmutableArray<Diagnostic> diagnostics,
        Action<CodeAction, ImmutableArray<Diagnostic>> registerCodeFix,
        CancellationToken cancellationToken) =>
        new(document, span, diagnostics, registerCodeFix, cancellationToken);

    /// <summary>The diagnostic that is fixed with <see cref="CodeFixTestBehaviors.FixOne"/>.</summary>
    protected virtual Diagnostic? TrySelectDiagnosticToFix(ImmutableArray<Diagnostic> fixableDiagnostics) =>
        fixableDiagnostics.FirstOrDefault();

    /// <inheritdoc/>
    protected override bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        return base.IsCompilerDiagnosticIncluded(diagnostic, compilerDiagnostics) || FixableIds().Contains(diagnostic.Id);
    }

    /// <inheritdoc/>
    protected override async Task RunImplAsync(CancellationToken cancellationToken)
    {
        Verify.NotEmpty($"{nameof(TestState)}.{nameof(SolutionState.Sources)}", TestState.Sources);
        var (testState, fixedState, batchFixedState) = EvaluateStates();
        await VerifyDiagnosticsAsync(testState, Verify.PushContext("Analysis of the test state"), cancellationToken).ConfigureAwait(false);

        var batchExpected = CodeActionExpected(BatchFixedState);
        if (!CodeActionExpected(FixedState) && !batchExpected && NumberOfIncrementalIterations != 0)
            return;
        await VerifyFixAsync(testState, fixedState, batchFixedState, Verify, cancellationToken).ConfigureAwait(false);
        await VerifyDiagnosticsAsync(fixedState, Verify.PushContext("Analysis of the fixed state"), cancellationToken).ConfigureAwait(false);
        if (batchExpected && !CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.SkipFixAllCheck))
        {
            await VerifyDiagnosticsAsync(batchFixedState, Verify.PushContext("Analysis of the state after Fix All"), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Applies the fixes in all ways and compares the results.</summary>
    protected async Task VerifyFixAsync(
        SolutionState testState,
        SolutionState fixedState,
        SolutionState batchFixedState,
        IVerifier verifier,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(testState);
        ArgumentNullException.ThrowIfNull(verifier);
        var defaults = new IterationDefaults(testState, fixedState, batchFixedState, FixableIds());
        await VerifyFixAsync(
            null, fixedState, NumberOfIncrementalIterations ?? defaults.OneByOne, "Fixing one by one").ConfigureAwait(false);
        if (GetCodeFixProviders().All(provider => provider.GetFixAllProvider() is null))
            return;

        if (!CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.SkipFixAllInDocumentCheck))
        {
            var number = NumberOfFixAllInDocumentIterations ?? NumberOfFixAllIterations ?? defaults.InDocument;
            await VerifyFixAsync(FixAllScope.Document, batchFixedState, number, "Fix All in the document").ConfigureAwait(false);
        }

        if (!CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.SkipFixAllInProjectCheck))
        {
            var number = NumberOfFixAllInProjectIterations ?? NumberOfFixAllIterations ?? defaults.InProject;
            await VerifyFixAsync(FixAllScope.Project, batchFixedState, number, "Fix All in the project").ConfigureAwait(false);
        }

        if (!CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.SkipFixAllInSolutionCheck))
        {
            var number = NumberOfFixAllIterations ?? defaults.InSolution;
            await VerifyFixAsync(FixAllScope.Solution, batchFixedState, number, "Fix All in the solution").ConfigureAwait(false);
        }

        async Task VerifyFixAsync(FixAllScope? scope, SolutionState expected, int iterations, string contextName)
        {
            var context = verifier.PushContext(contextName);
            var project = await GetProjectAsync(testState, cancellationToken).ConfigureAwait(false);
            await FixAndCompareAsync(project, scope, expected, new IterationLimit(iterations), context, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    /// <summary>Everything offered for the fixable diagnostics of a solution, diagnostic by diagnostic.</summary>
    private protected async IAsyncEnumerable<ImmutableArray<OfferedFix>> OfferAsync(
        Solution solution,
        IVerifier verifier,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var providers = GetCodeFixProviders().ToImmutableArray();
        var fixable = (await AnalyzeAsync(solution, verifier, cancellationToken).ConfigureAwait(false))
            .RemoveAll(found => !providers.Any(provider => provider.FixableDiagnosticIds.Contains(found.diagnostic.Id))
                || solution.GetDocument(found.diagnostic.Location.SourceTree) is null);
        if (!CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.SkipLocalDiagnosticCheck))
        {
            foreach (var (_, diagnostic) in fixable)
            {
                verifier.False(
                    AnalyzerRun.IsNonLocal(diagnostic),
                    $"A code fix is for a non-local diagnostic, for which editors offer no fix: {diagnostic}");
            }
        }

        if (CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne))
        {
            var selected = TrySelectDiagnosticToFix([.. fixable.Select(found => found.diagnostic)]);
            fixable = fixable.RemoveAll(found => found.diagnostic != selected);
        }

        foreach (var (project, diagnostic) in fixable)
        {
            var offers = ImmutableArray.CreateBuilder<OfferedFix>();
            foreach (var provider in providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
            {
                var actions = await RegisterAsync(provider, solution, diagnostic, verifier, cancellationToken).ConfigureAwait(false);
                offers.AddRange(FilterCodeActions(actions)
                    .Select(action => new OfferedFix(solution.GetProject(project.Id)!, diagnostic, provider, action)));
            }

            yield return offers.ToImmutable();
        }
    }

    /// <summary>The three states with inheritance and markup applied.</summary>
    private protected (SolutionState Test, SolutionState Fixed, SolutionState BatchFixed) EvaluateStates()
    {
        var fixable = FixableIds();
        var test = TestState.WithInheritedValuesApplied(null, fixable);
        var @fixed = FixedState.WithInheritedValuesApplied(test, fixable);
        var batchFixed = BatchFixedState.WithInheritedValuesApplied(@fixed, fixable);
        return (Evaluate(test, fixable), Evaluate(@fixed, fixable), Evaluate(batchFixed, fixable));
    }

    private ImmutableArray<string> FixableIds() => [.. GetCodeFixProviders().SelectMany(provider => provider.FixableDiagnosticIds)];

    private async Task<ImmutableArray<CodeAction>> RegisterAsync(
        CodeFixProvider provider, Solution solution, Diagnostic diagnostic, IVerifier verifier, CancellationToken cancellationToken)
    {
        var actions = ImmutableArray.CreateBuilder<CodeAction>();
        var document = solution.GetDocument(diagnostic.Location.SourceTree)!;
        try
        {
            await provider.RegisterCodeFixesAsync(CreateCodeFixContext(
                document, diagnostic.Location.SourceSpan, [diagnostic], (action, _) => actions.Add(action), cancellationToken))
                .ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            verifier.Fail($"{provider.GetType().Name} threw while it registered fixes for '{diagnostic}':\n{exception}");
        }

        return actions.ToImmutable();
    }

    private async Task FixAndCompareAsync(
        Project project,
        FixAllScope? scope,
        SolutionState expected,
        IterationLimit limit,
        IVerifier verifier,
        CancellationToken cancellationToken)
    {
        var fixing = new FixIterations(limit);
        while (!fixing.IsOver && await ApplyNextAsync() is { } changed)
            project = changed;

        if (limit.Number == 0)
            fixing.Verify(verifier);
        var context = fixing.PushLimit(verifier);
        await StateComparison.VerifyAsync(expected, project, context, cancellationToken).ConfigureAwait(false);
        foreach (var (name, state) in expected.AdditionalProjects)
        {
            var additional = project.Solution.Projects.Single(other => other.Name == name);
            await StateComparison.VerifyAsync(state, additional, context, cancellationToken).ConfigureAwait(false);
        }

        fixing.Verify(verifier);

        async Task<Project?> ApplyNextAsync()
        {
            var found = await AnalyzeAsync(project.Solution, verifier, cancellationToken).ConfigureAwait(false);
            if (!fixing.IsProgress(found))
                return null;
            CodeAction? withoutEffect = null;
            await foreach (var offers in OfferAsync(project.Solution, verifier, cancellationToken).ConfigureAwait(false))
            {
                if (Select(offers, fixing.Applied, verifier) is not { } fix)
                    continue;
                var action = scope is { } all
                    ? await FixAll.CreateAsync(fix, all, found, verifier, cancellationToken).ConfigureAwait(false)
                    : fix.Action;
                if (action is null)
                    return null;
                var (updated, error) = await ApplyCodeActionAsync(fix.Project, action, verifier, cancellationToken).ConfigureAwait(false);
                if (updated.Solution != fix.Project.Solution)
                {
                    fixing.Count(action, error, isLast: CodeFixTestBehaviors.HasFlag(CodeFixTestBehaviors.FixOne));
                    return updated.Solution.GetProject(project.Id);
                }

                withoutEffect = action;
            }

            if (withoutEffect is not null)
                fixing.Count(withoutEffect, null, isLast: true);
            return null;
        }
    }

    private OfferedFix? Select(ImmutableArray<OfferedFix> offers, int iteration, IVerifier verifier)
    {
        var action = TryGetCodeActionToApply(
            iteration,
            [.. offers.Select(offer => offer.Action)],
            CodeActionIndex,
            CodeActionEquivalenceKey,
            CodeActionVerifier,
            verifier);
        return offers.FirstOrDefault(offer => offer.Action == action);
    }
}
