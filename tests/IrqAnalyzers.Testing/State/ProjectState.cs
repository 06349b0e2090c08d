namespace Microsoft.CodeAnalysis.Testing;

/// <summary>What one project of a test consists of.</summary>
public class ProjectState
{
    /// <summary>An empty project.</summary>
    /// <param name="name">Name of the project.</param>
    /// <param name="language">Its language.</param>
    /// <param name="defaultPrefix">What the path of a source without a name starts with.</param>
    /// <param name="defaultExtension">Extension of such a path, without a dot.</param>
    public ProjectState(string name, string language, string defaultPrefix, string defaultExtension)
    {
        Name = name;
        Language = language;
        DefaultPrefix = defaultPrefix;
        DefaultExtension = defaultExtension;
        Sources = new SourceFileList(defaultPrefix, defaultExtension);
    }

    /// <summary>Name of the project.</summary>
    public string Name { get; }

    /// <summary>Name of the assembly.</summary>
    public string AssemblyName => Name;

    /// <summary>Language of the project.</summary>
    public string Language { get; }

    /// <summary>The framework; <see langword="null"/> for that of the test.</summary>
    public ReferenceAssemblies? ReferenceAssemblies { get; set; }

    /// <summary>Kind of the output; <see langword="null"/> for a library.</summary>
    public OutputKind? OutputKind { get; set; }

    /// <summary>What is done with documentation comments; <see langword="null"/> to diagnose them.</summary>
    public DocumentationMode? DocumentationMode { get; set; }

    /// <summary>The sources.</summary>
    public SourceFileList Sources { get; }

    /// <summary>Additional files.</summary>
    public SourceFileCollection AdditionalFiles { get; } = [];

    /// <summary>Analyzer configuration files (<c>.editorconfig</c>, <c>.globalconfig</c>), by absolute path.</summary>
    public SourceFileCollection AnalyzerConfigFiles { get; } = [];

    /// <summary>Names of the projects of the test that this one references.</summary>
    public List<string> AdditionalProjectReferences { get; } = [];

    /// <summary>References besides the framework.</summary>
    public MetadataReferenceCollection AdditionalReferences { get; } = [];

    internal string DefaultPrefix { get; }

    internal string DefaultExtension { get; }

    /// <summary>Changes the content of every file with <paramref name="change"/>, which also gets the path.</summary>
    internal void TakeFiles(ProjectState from, Func<(string Path, Text.SourceText Text), Text.SourceText> change)
    {
        Sources.AddRange(from.Sources.Select(Changed));
        AdditionalFiles.AddRange(from.AdditionalFiles.Select(Changed));
        AnalyzerConfigFiles.AddRange(from.AnalyzerConfigFiles.Select(Changed));

        (string, Text.SourceText) Changed((string filename, Text.SourceText content) file) => (file.filename, change(file));
    }

    internal void TakeSettings(ProjectState from)
    {
        ReferenceAssemblies ??= from.ReferenceAssemblies;
        OutputKind ??= from.OutputKind;
        DocumentationMode ??= from.DocumentationMode;
        TakeIfEmpty(AdditionalProjectReferences, from.AdditionalProjectReferences);
        TakeIfEmpty(AdditionalReferences, from.AdditionalReferences);
    }

    internal static void TakeIfEmpty<T>(List<T> target, List<T> source)
    {
        if (target.Count == 0)
            target.AddRange(source);
    }
}
