namespace IrqModel.Firmware;

/// <summary>Lines of an input that no reader knows.</summary>
/// <param name="Source">The input.</param>
/// <param name="Count">How many there are. Blank lines do not count.</param>
/// <param name="FirstLine">The number of the first, counted from 1.</param>
/// <param name="FirstText">What the first one says, shortened to 200 characters.</param>
public sealed record SkippedText(string Source, int Count, int FirstLine, string FirstText);
