namespace Docs.Tests;

/// <summary>A fenced block of code.</summary>
/// <param name="Language">What stands behind the fence: <c>csharp</c>, <c>ini</c>, <c>xml</c>, <c>text</c>; empty for a command.</param>
/// <param name="Code">The lines between the fences.</param>
/// <param name="Line">Number of the first of them.</param>
internal sealed record CodeBlock(string Language, string Code, int Line)
{
    /// <summary>Whether it is a whole file, as a reader would paste it into a project.</summary>
    public bool IsFile => Code.Contains("using IrqModel", StringComparison.Ordinal);
}
