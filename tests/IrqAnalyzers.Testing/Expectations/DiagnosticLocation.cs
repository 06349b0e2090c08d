namespace Microsoft.CodeAnalysis.Testing;

/// <summary>One expected location of a diagnostic.</summary>
/// <param name="span">File and line span; an empty path stands for the first source.</param>
/// <param name="options">How the span is read.</param>
public readonly struct DiagnosticLocation(FileLinePositionSpan span, DiagnosticLocationOptions options)
{
    /// <summary>File and line span.</summary>
    public FileLinePositionSpan Span { get; } = span;

    /// <summary>How <see cref="Span"/> is read.</summary>
    public DiagnosticLocationOptions Options { get; } = options;
}
