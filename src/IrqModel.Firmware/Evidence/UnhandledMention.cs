namespace IrqModel.Firmware;

/// <summary>
/// An interrupt that nobody handled and of which a text speaks without showing it in a log of the machine. It says nothing of the machine.
/// </summary>
/// <param name="Source">The input.</param>
/// <param name="Interrupt">The interrupt.</param>
/// <param name="Because">Why it is not taken for the machine's, e.g. "it stands in a sentence".</param>
public sealed record UnhandledMention(string Source, LogUnhandledInterrupt Interrupt, string Because);
