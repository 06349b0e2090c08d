namespace IrqModel.Runtime;

/// <summary>Where in the model's source an operation is called.</summary>
/// <param name="File">The file as the compiler saw it.</param>
/// <param name="Line">The line, counted from 1; 0 when unknown.</param>
public readonly record struct SourceLocation(string File, int Line)
{
    /// <summary>The file without its folder.</summary>
    public string FileName => Path.GetFileName(File);

    /// <summary>Whether it is a place in a model: known, and in no file of the DSL.</summary>
    internal bool IsInModel => Line > 0 && !LibrarySources.Contains(File);

    /// <inheritdoc/>
    public override string ToString() => Line == 0 ? "(unknown)" : $"{FileName}:{Line}";
}
