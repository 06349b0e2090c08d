namespace IrqModel.Firmware;

/// <summary>A line of a kernel log that a fact rests on.</summary>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Text">The message, without a time stamp.</param>
public sealed record LogStatement(int Line, string Text);
