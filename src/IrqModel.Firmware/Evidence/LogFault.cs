namespace IrqModel.Firmware;

/// <summary>A request that an IOMMU refused, as a kernel log reports it.</summary>
/// <param name="Vendor">The kind of IOMMU.</param>
/// <param name="Kind">What was refused.</param>
/// <param name="Requester">The requester id.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Text">The message, without a time stamp.</param>
public sealed record LogFault(LogVendor Vendor, LogFaultKind Kind, RequesterId Requester, int Line, string Text)
{
    /// <summary>The segment, where the line says it; null where it does not, as on Intel and on AMD before Linux 6.0.</summary>
    public int? Segment { get; init; }

    /// <summary>The fault index of VT-d: the index of the interrupt's remapping entry. Null for others.</summary>
    public int? Index { get; init; }

    /// <summary>The fault reason of VT-d, e.g. 25h for a compatibility format interrupt. Null for others.</summary>
    public int? Reason { get; init; }

    /// <summary>
    /// The reason in the log's words, e.g. "Blocked a compatibility format interrupt request", or AMD's name of the event.
    /// </summary>
    public string? ReasonText { get; init; }

    /// <summary>The address of the request, where the line says it.</summary>
    public ulong? Address { get; init; }

    /// <summary>The flags of an AMD event, or null.</summary>
    public int? Flags { get; init; }

    /// <summary>The unit or IOMMU that reports it, e.g. "dmar0" or "ivhd0", or null.</summary>
    public string? Unit { get; init; }
}
