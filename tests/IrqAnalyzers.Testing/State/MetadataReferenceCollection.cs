using System.Reflection;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>References of a project, besides the framework.</summary>
public class MetadataReferenceCollection : List<MetadataReference>
{
    /// <summary>Adds a loaded assembly.</summary>
    public void Add(Assembly assembly)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        Add(assembly.Location);
    }

    /// <summary>Adds an assembly by its path. The file is read once per process.</summary>
    public void Add(string path) => Add(MetadataReferences.FromFile(path));
}
