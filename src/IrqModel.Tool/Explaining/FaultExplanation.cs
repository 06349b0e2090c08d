using IrqModel.Firmware;

namespace IrqModel.Tool.Explaining;

/// <summary>A refused request of a log, explained.</summary>
/// <param name="Source">The log.</param>
/// <param name="Fault">The line.</param>
/// <param name="Times">How often the log has it.</param>
/// <param name="Who">Who sent the request.</param>
/// <param name="Meaning">What the reason means there.</param>
/// <param name="Sender">The function that sent it, where one is known.</param>
public sealed record FaultExplanation(string Source, LogFault Fault, int Times, string Who, string Meaning, Bdf? Sender)
{
    /// <summary>A known defect that it would be, and on which condition; null where none fits, or the prediction has it.</summary>
    public string? Hint { get; init; }
}
