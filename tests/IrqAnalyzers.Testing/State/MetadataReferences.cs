using System.Collections.Concurrent;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Shares references between all tests of a process: reading metadata costs more than a whole test.</summary>
internal static class MetadataReferences
{
    private static readonly ConcurrentDictionary<string, MetadataReference> Files = new(StringComparer.Ordinal);

    public static MetadataReference FromFile(string path) =>
        Files.GetOrAdd(path, static file => MetadataReference.CreateFromFile(file));
}
