using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing.Model;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Testing;

/// <summary>
/// The projects of one run of a test. The library makes a project, compiles it and analyses it anew for each of its checks; here equal
/// projects are made, compiled and analysed once.
/// </summary>
internal sealed class TestProjects
{
    private readonly Lock access = new();
    private readonly List<(EvaluatedProjectState Primary, ImmutableArray<EvaluatedProjectState> Additional, Task<Project> Project)> made = [];
    private ConditionalWeakTable<Project, Project> configured = [];
    private ConditionalWeakTable<Compilation, CompilationWithAnalyzers> analyses = [];

    /// <summary>Forgets everything. Settings of the test may have changed since its last run.</summary>
    public void Clear()
    {
        lock (access)
            made.Clear();
        configured = [];
        analyses = [];
    }

    /// <summary>The project of these states, with the framework.</summary>
    public Task<Project> GetAsync(
        EvaluatedProjectState primary, ImmutableArray<EvaluatedProjectState> additional, Func<Task<Project>> create)
    {
        lock (access)
        {
            foreach (var (knownPrimary, knownAdditional, known) in made)
            {
                if (AreEqual(knownPrimary, primary) && knownAdditional.SequenceEqual(additional, AreEqual))
                    return known;
            }

            var project = CreateAsync();
            made.Add((primary, additional, project));
            return project;
        }

        async Task<Project> CreateAsync() => RunningFramework.AddTo(await create().ConfigureAwait(false));
    }

    /// <summary>
    /// The project with the severities of the test. The library prefers its own severities to those of an analyzer configuration file;
    /// here the file decides, as it does in a build. That an analyzer throws is an error, whatever the test disables.
    /// </summary>
    public Project GetConfigured(Project project, Func<Project, Project> configure) => configured.GetValue(project, original =>
    {
        var result = configure(original);
        var options = result.CompilationOptions!;
        var files = original.AnalyzerConfigDocuments.Select(document => document.GetTextAsync().GetAwaiter().GetResult().ToString()).ToList();
        var own = options.SpecificDiagnosticOptions
            .Where(option => option.Value == ReportDiagnostic.Suppress || !IsConfigured(files, option.Key))
            .ToImmutableDictionary()
            .SetItem("AD0001", ReportDiagnostic.Error);
        return result.Solution
            .WithProjectCompilationOptions(result.Id, options.WithSpecificDiagnosticOptions(own))
            .GetProject(result.Id)!;
    });

    /// <summary>
    /// The analysis of a compilation. It keeps its results. Analyzers that report at the end of a compilation are run anew, because the
    /// library does not accept such a diagnostic twice.
    /// </summary>
    public CompilationWithAnalyzers GetAnalysis(Compilation compilation, ImmutableArray<DiagnosticAnalyzer> analyzers, AnalyzerOptions options)
    {
        var reportsAtEnd = analyzers.Any(analyzer => analyzer.SupportedDiagnostics.Any(descriptor =>
            descriptor.CustomTags.Contains(WellKnownDiagnosticTags.CompilationEnd)));
        return reportsAtEnd ? Create(compilation) : analyses.GetValue(compilation, Create);

        // As the library does, but without measuring how long each action takes.
        CompilationWithAnalyzers Create(Compilation code) => new(code, analyzers, new CompilationWithAnalyzersOptions(
            options, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true));
    }

    private static bool IsConfigured(List<string> files, string id) =>
        files.Exists(file => file.Contains($"dotnet_diagnostic.{id}.severity", StringComparison.OrdinalIgnoreCase));

    private static bool AreEqual(EvaluatedProjectState one, EvaluatedProjectState other) =>
        one.Name == other.Name
        && one.Language == other.Language
        && one.OutputKind == other.OutputKind
        && one.DocumentationMode == other.DocumentationMode
        && one.ReferenceAssemblies == other.ReferenceAssemblies
        && AreEqual(one.Sources, other.Sources)
        && AreEqual(one.AdditionalFiles, other.AdditionalFiles)
        && AreEqual(one.AnalyzerConfigFiles, other.AnalyzerConfigFiles)
        && one.AdditionalProjectReferences.SequenceEqual(other.AdditionalProjectReferences)
        && one.AdditionalReferences.SequenceEqual(other.AdditionalReferences);

    private static bool AreEqual(
        ImmutableArray<(string Path, SourceText Text)> one, ImmutableArray<(string Path, SourceText Text)> other) =>
        one.SequenceEqual(other, (file, otherFile) =>
            file.Path == otherFile.Path
            && Equals(file.Text.Encoding, otherFile.Text.Encoding)
            && file.Text.ChecksumAlgorithm == otherFile.Text.ChecksumAlgorithm
            && file.Text.ContentEquals(otherFile.Text));
}
