namespace IrqModel.Firmware;

/// <summary>
/// A refused request of which a text speaks without showing it in a log of the machine: in a sentence, or as an example. It says nothing of
/// the machine.
/// </summary>
/// <param name="Source">The input.</param>
/// <param name="Fault">The request.</param>
/// <param name="Because">Why it is not taken for the machine's, e.g. "it stands in a sentence".</param>
public sealed record FaultMention(string Source, LogFault Fault, string Because);
