namespace IrqModel.Firmware;

/// <summary>A line of a text with its wrapping taken off.</summary>
/// <param name="Number">The number of the line in the input, counted from 1.</param>
/// <param name="Text">The line without quotes, comment signs, time stamps and white space at its end. Its own indent is still there.</param>
internal readonly record struct TextLine(int Number, string Text)
{
    /// <summary>The line without its indent.</summary>
    public ReadOnlySpan<char> Trimmed => Text.AsSpan().Trim();

    /// <summary>Whether the line starts with white space.</summary>
    public bool IsIndented => Text.Length > 0 && Text[0] is ' ' or '\t';
}
