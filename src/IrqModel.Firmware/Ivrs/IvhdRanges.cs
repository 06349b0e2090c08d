namespace IrqModel.Firmware;

/// <summary>The meaning of the entries of an IVHD block, as Linux reads them (<c>init_iommu_from_acpi()</c>).</summary>
internal static class IvhdRanges
{
    /// <summary>The last entry of a block that covers a requester id, or null.</summary>
    public static IvrsCoverage? Find(IvhdBlock block, RequesterId requester)
    {
        IvrsCoverage? found = null;
        IvhdEntry? start = null;
        foreach (IvhdEntry entry in block.Entries)
        {
            switch (entry.Type)
            {
                case IvhdEntryType.All:
                    found = new IvrsCoverage(block, entry, requester);
                    break;
                case IvhdEntryType.RangeStart or IvhdEntryType.AliasRangeStart or IvhdEntryType.ExtendedRangeStart:
                    start = entry;
                    break;
                case IvhdEntryType.RangeEnd:
                    if (start is not null && start.Device.Value <= requester.Value && requester.Value <= entry.Device.Value)
                        found = new IvrsCoverage(block, start, start.Alias ?? requester);
                    start = null;
                    break;
                case IvhdEntryType.Select or IvhdEntryType.ExtendedSelect or IvhdEntryType.AliasSelect or IvhdEntryType.AcpiDevice:
                    if (entry.Device == requester)
                        found = new IvrsCoverage(block, entry, entry.Alias ?? requester);
                    break;
                case IvhdEntryType.Special:
                    if (entry.Special?.Device == requester)
                        found = new IvrsCoverage(block, entry, requester);
                    break;
                default:
                    break;
            }
            // The alias of an entry is covered as a device of its own.
            if (found is null && entry.Alias == requester)
                found = new IvrsCoverage(block, entry, requester);
        }
        return found;
    }
}
