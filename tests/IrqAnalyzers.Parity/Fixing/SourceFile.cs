namespace IrqAnalyzers.Parity.Fixing;

/// <summary>A file of a model.</summary>
/// <param name="Path">Its name.</param>
/// <param name="Text">What is in it.</param>
internal sealed record SourceFile(string Path, string Text);
