using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Source files; one added without a path gets the next default one, <c>/0/Test0.cs</c> and so on.</summary>
/// <param name="defaultPrefix">What a default path starts with.</param>
/// <param name="defaultExtension">Extension of a default path, without a dot.</param>
public class SourceFileList(string defaultPrefix, string defaultExtension) : SourceFileCollection
{
    /// <summary>Adds a file under the next default path.</summary>
    public void Add(string content) => Add(ToText(content));

    /// <summary>Adds a file under the next default path.</summary>
    public void Add(SourceText content) => Add(($"{defaultPrefix}{Count}.{defaultExtension}", content));
}
