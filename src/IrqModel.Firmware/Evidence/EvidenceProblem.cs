namespace IrqModel.Firmware;

/// <summary>Something that a reader found wrong or missing. Every problem of every reader is in <see cref="Evidence.Problems"/>.</summary>
/// <param name="Source">The input that has it.</param>
/// <param name="Severity">What it costs.</param>
/// <param name="Text">What is wrong and what that means, one sentence without a final period.</param>
public sealed record EvidenceProblem(string Source, EvidenceSeverity Severity, string Text)
{
    /// <summary>The line of a text input, counted from 1, or null.</summary>
    public int? Line { get; init; }

    /// <summary>The byte offset in a binary input, or in the configuration space of <see cref="Function"/>, or null.</summary>
    public int? Offset { get; init; }

    /// <summary>The function that the problem belongs to, or null.</summary>
    public Bdf? Function { get; init; }

    /// <summary>The problem as one line, e.g. "lspci.txt line 7: 0000:3b:00.0: ...".</summary>
    public override string ToString()
    {
        string place = Line is { } line ? $" line {line}" : Offset is { } at && Function is null ? $" offset 0x{at:X}" : "";
        string function = Function is { } address ? $" {address}:" : "";
        string inside = Function is not null && Offset is { } offset ? $" offset 0x{offset:X}:" : "";
        return $"{Source}{place}:{function}{inside} {Text}";
    }
}
