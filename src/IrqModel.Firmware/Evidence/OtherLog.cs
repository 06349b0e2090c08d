namespace IrqModel.Firmware;

/// <summary>
/// A kernel log that stands beside the machine's own, and of which nothing says anything of the boot or the machine that is explained.
/// </summary>
/// <param name="Log">The log.</param>
/// <param name="Kind">Whose it is.</param>
/// <param name="Because">What tells it, e.g. "its lines name node-b, and those of the other log node-a".</param>
public sealed record OtherLog(KernelLog Log, OtherLogKind Kind, string Because)
{
    /// <summary>Whether the log that is explained says all that this one does, so that the two may be one boot that is shown twice.</summary>
    public bool IsRepeated { get; init; }
}
