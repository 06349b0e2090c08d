using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Options;
using Microsoft.CodeAnalysis.Testing.Model;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// Runs analyzers over a small solution and compares what they report with what the test expects; then again with a
/// <c>#pragma</c> that must silence everything, and again as generated code.
/// </summary>
/// <typeparam name="TVerifier">How failures are reported.</typeparam>
public abstract class AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    private readonly ConcurrentDictionary<ProjectState, Project> projects = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Solution, ImmutableArray<(Project project, Diagnostic diagnostic)>> analyses =
        new(ReferenceEqualityComparer.Instance);

    /// <summary>A test without sources.</summary>
    protected AnalyzerTest() => TestState = CreateState();

    /// <summary>The language of the test.</summary>
    public abstract string Language { get; }

    /// <summary>Adds a source.</summary>
    public string TestCode
    {
        set
        {
            if (value is not null)
                TestState.Sources.Add(value);
        }
    }

    /// <summary>What is analysed, and what is expected there.</summary>
    public SolutionState TestState { get; }

    /// <summary>What is expected in <see cref="TestState"/>, besides what its markup expects.</summary>
    public List<DiagnosticResult> ExpectedDiagnostics => TestState.ExpectedDiagnostics;

    /// <summary>From which severity on compiler diagnostics must be expected.</summary>
    public CompilerDiagnostics CompilerDiagnostics { get; set; } = CompilerDiagnostics.Errors;

    /// <summary>How markup is read.</summary>
    public MarkupOptions MarkupOptions { get; set; }

    /// <summary>Automatic checks that are left out.</summary>
    public TestBehaviors TestBehaviors { get; set; }

    /// <summary>IDs that are switched off. AD0001 cannot be.</summary>
    public List<string> DisabledDiagnostics { get; } = [];

    /// <summary>The framework of projects that name none.</summary>
    public ReferenceAssemblies ReferenceAssemblies { get; set; } = ReferenceAssemblies.Default;

    /// <summary>A further check of every matched diagnostic.</summary>
    public Action<Diagnostic, DiagnosticResult, IVerifier>? DiagnosticVerifier { get; set; }

    /// <summary>Changes to the options of the solution.</summary>
    public List<Func<OptionSet, OptionSet>> OptionsTransforms { get; } = [];

    /// <summary>Changes to the solution before it is analysed.</summary>
    public List<Func<Solution, ProjectId, Solution>> SolutionTransforms { get; } = [];

    /// <summary>What failures are reported to.</summary>
    protected static TVerifier Verify { get; } = new();

    /// <summary>What the path of a source without a name starts with.</summary>
    protected virtual string DefaultFilePathPrefix => "/0/Test";

    /// <summary>Name of the primary project.</summary>
    protected virtual string DefaultTestProjectName => "TestProject";

    /// <summary>Path of the first source without a name.</summary>
    protected virtual string DefaultFilePath => $"{DefaultFilePathPrefix}0.{DefaultFileExt}";

    /// <summary>Extension of sources without a name, without a dot.</summary>
    protected abstract string DefaultFileExt { get; }

    /// <summary>Runs the test.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await RunImplAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            projects.Clear();
            analyses.Clear();
        }
    }

    /// <summary>Runs the test.</summary>
    protected virtual async Task RunImplAsync(CancellationToken cancellationToken)
    {
        Verify.NotEmpty($"{nameof(TestState)}.{nameof(SolutionState.Sources)}", TestState.Sources);
        var state = Evaluate(TestState.WithInheritedValuesApplied(null, []), []);
        await VerifyDiagnosticsAsync(state, Verify, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The analyzers under test.</summary>
    protected abstract IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers();

    /// <summary>Compilation options before the severities of the test are put into them.</summary>
    protected abstract CompilationOptions CreateCompilationOptions();

    /// <summary>Parse options; override to choose a language version.</summary>
    protected abstract ParseOptions CreateParseOptions();

    /// <summary>The descriptor that <c>[|..|]</c> means.</summary>
    protected internal virtual DiagnosticDescriptor? GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers)
    {
        ArgumentNullException.ThrowIfNull(analyzers);
        if (MarkupOptions.HasFlag(MarkupOptions.UseFirstDescriptor))
            return analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).FirstOrDefault();
        return analyzers is [{ SupportedDiagnostics: [var only] }, ..] ? only : null;
    }

    /// <summary>Verifies a project's diagnostics, and the automatic extra runs.</summary>
    protected async Task VerifyDiagnosticsAsync(
        EvaluatedProjectState primaryProject,
        ImmutableArray<EvaluatedProjectState> additionalProjects,
        DiagnosticResult[] expected,
        IVerifier verifier,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(primaryProject);
        ArgumentNullException.ThrowIfNull(verifier);
        var analyzers = GetDiagnosticAnalyzers().ToImmutableArray();
        var project = await GetProjectAsync(primaryProject, additionalProjects, cancellationToken).ConfigureAwait(false);
        var actual = await AnalyzeAsync(project.Solution, verifier, cancellationToken).ConfigureAwait(false);
        Match(expected, actual, analyzers, verifier);
        foreach (var run in ExclusionRun.All(TestBehaviors, analyzers, primaryProject, expected))
        {
            var context = verifier.PushContext(run.Context);
            project = await CreateProjectAsync(run.Project, additionalProjects, cancellationToken).ConfigureAwait(false);
            actual = await AnalyzeAsync(project.Solution, context, cancellationToken).ConfigureAwait(false);
            Match(run.Expected, [.. actual.Where(found => !run.IgnoreSuppressed || !found.diagnostic.IsSuppressed)], analyzers, context);
        }
    }

    /// <summary>All diagnostics of a solution, in a stable order; fails if an analyzer throws.</summary>
    protected async Task<ImmutableArray<(Project project, Diagnostic diagnostic)>> GetSortedDiagnosticsAsync(
        Solution solution,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        ImmutableArray<(Project project, Diagnostic diagnostic)> additionalDiagnostics,
        CompilerDiagnostics compilerDiagnostics,
        IVerifier verifier,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(solution);
        var effective = analyzers.IsEmpty ? [new EmptyDiagnosticAnalyzer()] : analyzers;
        var all = additionalDiagnostics.ToBuilder();
        foreach (var project in solution.Projects)
        {
            var compilation = await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"The project '{project.Name}' has no compilation.");
            var run = CreateCompilationWithAnalyzers(
                SpecificOptionsPerTree.Apply(compilation, effective), effective, GetAnalyzerOptions(project), cancellationToken);
            var diagnostics = await AnalyzerRun.GetDiagnosticsAsync(run, verifier, cancellationToken).ConfigureAwait(false);
            all.AddRange(diagnostics
                .Where(diagnostic => !AnalyzerRun.IsCompilerDiagnostic(diagnostic)
                    || IsCompilerDiagnosticIncluded(diagnostic, compilerDiagnostics))
                .Select(diagnostic => (project, diagnostic)));
        }

        return SortDistinctDiagnostics(FilterDiagnostics(all.ToImmutable()));
    }

    /// <summary>Whether a compiler diagnostic must be expected.</summary>
    protected virtual bool IsCompilerDiagnosticIncluded(Diagnostic diagnostic, CompilerDiagnostics compilerDiagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostic);
        return compilerDiagnostics switch
        {
            CompilerDiagnostics.Errors => diagnostic.Severity >= DiagnosticSeverity.Error,
            CompilerDiagnostics.Warnings => diagnostic.Severity >= DiagnosticSeverity.Warning,
            CompilerDiagnostics.Suggestions => diagnostic.Severity >= DiagnosticSeverity.Info,
            CompilerDiagnostics.All => true,
            _ => false,
        };
    }

    /// <summary>The options that analyzers see.</summary>
    protected virtual AnalyzerOptions GetAnalyzerOptions(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return project.AnalyzerOptions;
    }

    /// <summary>Binds analyzers to a compilation.</summary>
    protected virtual CompilationWithAnalyzers CreateCompilationWithAnalyzers(
        Compilation compilation,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        AnalyzerOptions options,
        CancellationToken cancellationToken) =>
        new(compilation, analyzers, new CompilationWithAnalyzersOptions(
            options,
            onAnalyzerException: null,
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false,
            reportSuppressedDiagnostics: true));

    /// <summary>Leaves out what a pragma or an attribute suppressed.</summary>
    protected virtual ImmutableArray<(Project project, Diagnostic diagnostic)> FilterDiagnostics(
        ImmutableArray<(Project project, Diagnostic diagnostic)> diagnostics) =>
        diagnostics.RemoveAll(found => found.diagnostic.IsSuppressed && !found.diagnostic.IsSuppressedBySuppressor());

    /// <summary>Sorts by place, ID and arguments.</summary>
    protected virtual ImmutableArray<(Project project, Diagnostic diagnostic)> SortDistinctDiagnostics(
        ImmutableArray<(Project project, Diagnostic diagnostic)> diagnostics) =>
    [
        .. diagnostics
            .OrderBy(found => found.diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(found => found.diagnostic.Location.SourceSpan.Start)
            .ThenBy(found => found.diagnostic.Location.SourceSpan.End)
            .ThenBy(found => found.diagnostic.Id, StringComparer.Ordinal)
            .ThenBy(found => string.Join('\0', found.diagnostic.Arguments()), StringComparer.Ordinal)
    ];

    /// <summary>The primary project in a solution of its own.</summary>
    protected async Task<Project> CreateProjectAsync(
        EvaluatedProjectState primaryProject,
        ImmutableArray<EvaluatedProjectState> additionalProjects,
        CancellationToken cancellationToken) =>
        ApplyCompilationOptions(await CreateProjectImplAsync(primaryProject, additionalProjects, cancellationToken).ConfigureAwait(false));

    /// <summary>The primary project in a solution of its own, before severities are set.</summary>
    protected virtual async Task<Project> CreateProjectImplAsync(
        EvaluatedProjectState primaryProject,
        ImmutableArray<EvaluatedProjectState> additionalProjects,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(primaryProject);
        var all = additionalProjects.Insert(0, primaryProject);
        var ids = all.ToDictionary(state => state.Name, state => ProjectId.CreateNewId(state.Name), StringComparer.Ordinal);
        var primaryId = ids[primaryProject.Name];
        var solution = await CreateSolutionAsync(primaryId, primaryProject, cancellationToken).ConfigureAwait(false);
        foreach (var state in additionalProjects)
            solution = await AddProjectAsync(solution, ids[state.Name], state, cancellationToken).ConfigureAwait(false);
        foreach (var state in all)
        {
            solution = solution
                .AddFiles(ids[state.Name], state, GetNameAndFoldersFromPath)
                .AddMetadataReferences(ids[state.Name], state.AdditionalReferences)
                .AddProjectReferences(ids[state.Name], state.AdditionalProjectReferences.Select(name => new ProjectReference(Find(name))));
        }

        solution = SolutionTransforms.Aggregate(solution, (current, transform) => transform(current, primaryId));
        return solution.GetProject(primaryId) ?? throw new InvalidOperationException("A transform removed the primary project.");

        ProjectId Find(string name) => ids.GetValueOrDefault(name)
            ?? throw new InvalidOperationException($"A project references '{name}', which is no project of the test.");
    }

    /// <summary>A solution with the primary project, without its files.</summary>
    protected virtual Task<Solution> CreateSolutionAsync(
        ProjectId projectId, EvaluatedProjectState projectState, CancellationToken cancellationToken)
    {
        var solution = TestWorkspace.Shared.CurrentSolution;
        if (OptionsTransforms.Count > 0)
            solution = solution.WithOptions(OptionsTransforms.Aggregate(solution.Options, (options, transform) => transform(options)));
        return AddProjectAsync(solution, projectId, projectState, cancellationToken);
    }

    /// <summary>Switches the rules under test on, disabled ones off, and AD0001 to an error.</summary>
    protected virtual Project ApplyCompilationOptions(Project project)
    {
        ArgumentNullException.ThrowIfNull(project);
        var options = project.CompilationOptions ?? throw new InvalidOperationException("The project has no compilation options.");
        var severities = RuleSeverities.Create(project, GetDiagnosticAnalyzers(), DisabledDiagnostics);
        return project.WithCompilationOptions(options.WithSpecificDiagnosticOptions(severities));
    }

    /// <summary>The name, and the folders below the project, of a file.</summary>
    protected (string fileName, IEnumerable<string> folders) GetNameAndFoldersFromPath(string projectPathPrefix, string path) =>
        TestWorkspace.NameAndFolders(projectPathPrefix, path);

    private protected SolutionState CreateState() => new(DefaultTestProjectName, Language, DefaultFilePathPrefix, DefaultFileExt);

    private protected SolutionState Evaluate(SolutionState state, ImmutableArray<string> fixable)
    {
        var analyzers = GetDiagnosticAnalyzers().ToArray();
        return state.WithProcessedMarkup(
            MarkupOptions,
            GetDefaultDiagnostic(analyzers),
            [.. analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics)],
            fixable,
            DefaultFilePath);
    }

    private protected Task VerifyDiagnosticsAsync(SolutionState state, IVerifier verifier, CancellationToken cancellationToken) =>
        VerifyDiagnosticsAsync(
            new EvaluatedProjectState(state, ReferenceAssemblies),
            AdditionalProjects(state),
            [.. state.ExpectedDiagnostics],
            verifier,
            cancellationToken);

    /// <summary>The project of a state, made once per run of the test.</summary>
    private protected Task<Project> GetProjectAsync(SolutionState state, CancellationToken cancellationToken) =>
        GetProjectAsync(new EvaluatedProjectState(state, ReferenceAssemblies), AdditionalProjects(state), cancellationToken);

    /// <summary>The diagnostics of a solution, found once per run of the test.</summary>
    private protected async Task<ImmutableArray<(Project project, Diagnostic diagnostic)>> AnalyzeAsync(
        Solution solution, IVerifier verifier, CancellationToken cancellationToken)
    {
        if (!analyses.TryGetValue(solution, out var found))
        {
            analyses[solution] = found = await GetSortedDiagnosticsAsync(
                solution, [.. GetDiagnosticAnalyzers()], [], CompilerDiagnostics, verifier, cancellationToken).ConfigureAwait(false);
        }

        return found;
    }

    private ImmutableArray<EvaluatedProjectState> AdditionalProjects(SolutionState state) =>
        [.. state.AdditionalProjects.Values.Select(project => new EvaluatedProjectState(project, ReferenceAssemblies))];

    private async Task<Project> GetProjectAsync(
        EvaluatedProjectState primary, ImmutableArray<EvaluatedProjectState> additional, CancellationToken cancellationToken)
    {
        if (primary.HasOwnSources)
            return await CreateProjectAsync(primary, additional, cancellationToken).ConfigureAwait(false);
        if (!projects.TryGetValue(primary.Origin, out var project))
            projects[primary.Origin] = project = await CreateProjectAsync(primary, additional, cancellationToken).ConfigureAwait(false);
        return project;
    }

    private async Task<Solution> AddProjectAsync(
        Solution solution, ProjectId id, EvaluatedProjectState state, CancellationToken cancellationToken)
    {
        var framework = state.ReferenceAssemblies;
        return solution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            state.Name,
            state.AssemblyName,
            state.Language,
            compilationOptions: CreateCompilationOptions()
                .WithOutputKind(state.OutputKind)
                .WithAssemblyIdentityComparer(framework.AssemblyIdentityComparer),
            parseOptions: CreateParseOptions().WithDocumentationMode(state.DocumentationMode),
            metadataReferences: await framework.ResolveAsync(state.Language, cancellationToken).ConfigureAwait(false)));
    }

    private void Match(
        DiagnosticResult[] expected,
        ImmutableArray<(Project project, Diagnostic diagnostic)> actual,
        ImmutableArray<DiagnosticAnalyzer> analyzers,
        IVerifier verifier) =>
        DiagnosticMatcher.Verify(
            expected,
            [.. actual.Select(found => found.diagnostic)],
            new DiagnosticFormatter(analyzers, DefaultFilePath),
            DiagnosticVerifier,
            verifier);
}
