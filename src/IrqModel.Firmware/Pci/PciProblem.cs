namespace IrqModel.Firmware;

/// <summary>Something about a function that its source gets wrong or leaves out.</summary>
/// <param name="Offset">Where it is in configuration space, or null for a problem of the text.</param>
/// <param name="Message">What is wrong and what it means for what was read.</param>
public sealed record PciProblem(int? Offset, string Message)
{
    /// <summary>The line of the text that has it, counted from 1, or null.</summary>
    public int? Line { get; init; }

    /// <summary>The problem as one line, e.g. "offset 0x50: the capability list runs in a circle ...".</summary>
    public override string ToString() => Offset is { } at ? $"offset 0x{at:X}: {Message}"
        : Line is { } line ? $"line {line}: {Message}"
        : Message;
}
