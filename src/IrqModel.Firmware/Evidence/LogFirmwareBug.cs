namespace IrqModel.Firmware;

/// <summary>A line in which a kernel says what firmware gets wrong about IOMMUs.</summary>
/// <param name="Kind">What.</param>
/// <param name="Vendor">Whose IOMMU it is.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Text">The message, without a time stamp.</param>
public sealed record LogFirmwareBug(LogFirmwareBugKind Kind, LogVendor Vendor, int Line, string Text)
{
    /// <summary>The id of the IOAPIC that the line names, or null.</summary>
    public int? IoApic { get; init; }
}
