namespace IrqModel.Firmware;

/// <summary>
/// How a line of a kernel log stands in a text, which tells whose it is: the machine's, or somebody's who speaks of another.
/// </summary>
/// <param name="HasStamp">Whether it has the time stamp or the prefix of a log.</param>
/// <param name="IsOutput">Whether it follows a prompt whose command prints logs.</param>
/// <param name="Block">The lines without stamps around it.</param>
/// <param name="QuoteDepth">In how many mails it is quoted.</param>
internal readonly record struct LogStanding(bool HasStamp, bool IsOutput, LogBlock? Block, int QuoteDepth);
