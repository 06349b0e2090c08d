using System.Collections.Immutable;

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

    /// <summary>The listings of the log's machine, which are left out with it.</summary>
    public ImmutableArray<PciListing> Listings { get; init; } = [];

    /// <summary>The kernel of the log's machine, by the log or by what is left out with it; null where neither shows it.</summary>
    public string? KernelVersion { get; init; } = Log.KernelVersion;

    /// <summary>
    /// Why another machine is explained and not this one, e.g. "its log says more"; null where it is of the machine that is explained.
    /// </summary>
    public string? Instead { get; init; }
}
