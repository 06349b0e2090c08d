using System.Collections.Immutable;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What a test starts from or must arrive at: a primary project, additional ones, and the diagnostics expected in them.</summary>
public sealed class SolutionState : ProjectState
{
    /// <summary>An empty state.</summary>
    /// <inheritdoc cref="ProjectState(string, string, string, string)"/>
    public SolutionState(string name, string language, string defaultPrefix, string defaultExtension)
        : base(name, language, defaultPrefix, defaultExtension) =>
        AdditionalProjects = new ProjectCollection(language, defaultExtension);

    /// <summary>What is taken over from the state before; <see langword="null"/> to choose by whether any file changed.</summary>
    public StateInheritanceMode? InheritanceMode { get; set; }

    /// <summary>What markup means; <see langword="null"/> to choose by whether any file changed.</summary>
    public MarkupMode? MarkupHandling { get; set; }

    /// <summary>Further projects.</summary>
    public ProjectCollection AdditionalProjects { get; }

    /// <summary>Expected diagnostics, besides those that markup expects.</summary>
    public List<DiagnosticResult> ExpectedDiagnostics { get; } = [];

    /// <summary>A copy that has what it inherits from <paramref name="baseState"/>.</summary>
    public SolutionState WithInheritedValuesApplied(SolutionState? baseState, ImmutableArray<string> fixableDiagnostics)
    {
        var changed = baseState is not null && HasOtherFiles(baseState);
        var inheritance = InheritanceMode ?? (baseState is null ? StateInheritanceMode.Explicit
            : changed ? StateInheritanceMode.AutoInherit : StateInheritanceMode.AutoInheritAll);
        var markup = MarkupHandling ?? (changed ? MarkupMode.IgnoreFixable : baseState?.MarkupHandling ?? MarkupMode.Allow);

        var result = new SolutionState(Name, Language, DefaultPrefix, DefaultExtension)
        {
            InheritanceMode = StateInheritanceMode.Explicit,
            MarkupHandling = markup,
        };
        result.TakeFiles(this, file => file.Text);
        result.TakeSettings(this);
        result.TakeProjects(this);
        result.ExpectedDiagnostics.AddRange(ExpectedDiagnostics);
        if (baseState is null || inheritance == StateInheritanceMode.Explicit)
            return result;

        TakeIfEmpty(result.Sources, baseState.Sources);
        TakeIfEmpty(result.AdditionalFiles, baseState.AdditionalFiles);
        TakeIfEmpty(result.AnalyzerConfigFiles, baseState.AnalyzerConfigFiles);
        result.TakeSettings(baseState);
        if (result.AdditionalProjects.Count == 0)
            result.TakeProjects(baseState);
        if (result.ExpectedDiagnostics.Count == 0)
        {
            result.ExpectedDiagnostics.AddRange(baseState.ExpectedDiagnostics.Where(expected =>
                inheritance == StateInheritanceMode.AutoInheritAll || !fixableDiagnostics.Contains(expected.Id)));
        }

        return result;
    }

    /// <summary>A copy without markup, in which the diagnostics that the markup expects are listed.</summary>
    public SolutionState WithProcessedMarkup(
        MarkupOptions markupOptions,
        DiagnosticDescriptor? defaultDiagnostic,
        ImmutableArray<DiagnosticDescriptor> supportedDiagnostics,
        ImmutableArray<string> fixableDiagnostics,
        string defaultPath)
    {
        if (InheritanceMode != StateInheritanceMode.Explicit)
            throw new InvalidOperationException("What a state inherits must be applied before its markup is read.");

        var reader = new MarkupReader(
            MarkupHandling ?? MarkupMode.Allow, markupOptions, defaultDiagnostic, supportedDiagnostics, fixableDiagnostics);
        var result = new SolutionState(Name, Language, DefaultPrefix, DefaultExtension)
        {
            InheritanceMode = StateInheritanceMode.Explicit,
            MarkupHandling = MarkupMode.None,
        };
        result.TakeFiles(this, reader.Read);
        result.TakeSettings(this);
        foreach (var (name, project) in AdditionalProjects)
        {
            var copy = new ProjectState(project.Name, project.Language, project.DefaultPrefix, project.DefaultExtension);
            copy.TakeFiles(project, reader.Read);
            copy.TakeSettings(project);
            result.AdditionalProjects.Add(name, copy);
        }

        result.ExpectedDiagnostics.AddRange(ExpectedDiagnostics
            .Select(expected => expected.WithDefaultPath(defaultPath).WithMarkupLocations(reader.NumberedSpans))
            .Concat(reader.Expected));
        return result;
    }

    private bool HasOtherFiles(SolutionState baseState)
    {
        var inherits = InheritanceMode != StateInheritanceMode.Explicit;
        return Differs(Sources, baseState.Sources)
            || Differs(AdditionalFiles, baseState.AdditionalFiles)
            || Differs(AnalyzerConfigFiles, baseState.AnalyzerConfigFiles);

        bool Differs(SourceFileCollection now, SourceFileCollection before) =>
            !(inherits && now.Count == 0) && !FileEquality.AreEqual(now, before);
    }

    private void TakeProjects(SolutionState from)
    {
        foreach (var (name, project) in from.AdditionalProjects)
            AdditionalProjects.Add(name, project);
    }
}
