using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Files by path and content.</summary>
public class SourceFileCollection : List<(string filename, SourceText content)>
{
    /// <summary>Adds a file.</summary>
    public void Add((string filename, string content) file) => Add((file.filename, ToText(file.content)));

    /// <summary>The text as every file of a test has it: UTF-8.</summary>
    private protected static SourceText ToText(string content) => SourceText.From(content, Encoding.UTF8);
}
