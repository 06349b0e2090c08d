using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing;

/// <summary>
/// The shared framework that the tests run on, as the framework that test sources are compiled against. Nothing is downloaded, so tests
/// need no package feed.
/// </summary>
public static class RunningFramework
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> Shared = new(Find);

    /// <summary>Names the framework and brings no assemblies: <see cref="References"/> are added to each project.</summary>
    public static ReferenceAssemblies ReferenceAssemblies { get; } = new($"net{Environment.Version.Major}.{Environment.Version.Minor}");

    /// <summary>All assemblies of the framework. All tests of a process share them, because reading metadata costs more than a whole test.</summary>
    public static ImmutableArray<MetadataReference> References => Shared.Value;

    /// <summary>The project in a solution whose projects all reference the framework.</summary>
    internal static Project AddTo(Project project)
    {
        var solution = project.Solution;
        foreach (var id in solution.ProjectIds)
            solution = solution.AddMetadataReferences(id, References);
        return solution.GetProject(project.Id)!;
    }

    private static ImmutableArray<MetadataReference> Find()
    {
        var home = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var trusted = (string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")
            ?? throw new NotSupportedException("The runtime does not say which assemblies it trusts.");
        return
        [
            .. trusted.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Where(path => Path.GetDirectoryName(path) == home)
                .Order(StringComparer.Ordinal)
                .Select(path => MetadataReference.CreateFromFile(path))
        ];
    }
}
