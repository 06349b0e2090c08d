namespace IrqModel.Firmware;

/// <summary>Which IOMMU covers a requester id, and by which entry of the table.</summary>
/// <param name="Unit">The IOMMU.</param>
/// <param name="Entry">The entry that names the requester id, or that starts the range it is in.</param>
/// <param name="Alias">The id under which the IOMMU looks the requests up: the device's own, or that of an alias entry.</param>
public sealed record IvrsCoverage(IvhdBlock Unit, IvhdEntry Entry, RequesterId Alias);
