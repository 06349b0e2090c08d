using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing.Model;

/// <summary>A project of a test with every default filled in; immutable.</summary>
public sealed class EvaluatedProjectState
{
    /// <summary>Fills in the defaults of <paramref name="state"/>.</summary>
    public EvaluatedProjectState(ProjectState state, ReferenceAssemblies defaultReferenceAssemblies)
    {
        ArgumentNullException.ThrowIfNull(state);
        Name = state.Name;
        AssemblyName = state.AssemblyName;
        Language = state.Language;
        DefaultPrefix = state.DefaultPrefix;
        ReferenceAssemblies = state.ReferenceAssemblies ?? defaultReferenceAssemblies;
        OutputKind = state.OutputKind ?? CodeAnalysis.OutputKind.DynamicallyLinkedLibrary;
        DocumentationMode = state.DocumentationMode ?? CodeAnalysis.DocumentationMode.Diagnose;
        Sources = [.. state.Sources];
        AdditionalFiles = [.. state.AdditionalFiles];
        AnalyzerConfigFiles = [.. state.AnalyzerConfigFiles];
        AdditionalProjectReferences = [.. state.AdditionalProjectReferences];
        AdditionalReferences = [.. state.AdditionalReferences];
        Origin = state;
    }

    private EvaluatedProjectState(EvaluatedProjectState from, ImmutableArray<(string filename, SourceText content)> sources)
        : this(from.Origin, from.ReferenceAssemblies)
    {
        Sources = sources;
        HasOwnSources = true;
    }

    /// <summary>Name of the project.</summary>
    public string Name { get; }

    /// <summary>Name of the assembly.</summary>
    public string AssemblyName { get; }

    /// <summary>Language of the project.</summary>
    public string Language { get; }

    /// <summary>The framework.</summary>
    public ReferenceAssemblies ReferenceAssemblies { get; }

    /// <summary>Kind of the output.</summary>
    public OutputKind OutputKind { get; }

    /// <summary>What is done with documentation comments.</summary>
    public DocumentationMode DocumentationMode { get; }

    /// <summary>The sources.</summary>
    public ImmutableArray<(string filename, SourceText content)> Sources { get; }

    /// <summary>Additional files.</summary>
    public ImmutableArray<(string filename, SourceText content)> AdditionalFiles { get; }

    /// <summary>Analyzer configuration files.</summary>
    public ImmutableArray<(string filename, SourceText content)> AnalyzerConfigFiles { get; }

    /// <summary>Names of referenced projects.</summary>
    public ImmutableArray<string> AdditionalProjectReferences { get; }

    /// <summary>References besides the framework.</summary>
    public ImmutableArray<MetadataReference> AdditionalReferences { get; }

    internal string DefaultPrefix { get; }

    /// <summary>The state this was made from.</summary>
    internal ProjectState Origin { get; }

    /// <summary>Whether the sources are no longer those of <see cref="Origin"/>.</summary>
    internal bool HasOwnSources { get; }

    /// <summary>The same project with other sources.</summary>
    public EvaluatedProjectState WithSources(ImmutableArray<(string filename, SourceText content)> sources) => new(this, sources);
}
