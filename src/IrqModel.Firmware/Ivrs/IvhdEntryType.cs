namespace IrqModel.Firmware;

/// <summary>What an entry of an IVHD block names (AMD I/O Virtualization spec, table 95 and following).</summary>
public enum IvhdEntryType : byte
{
    /// <summary>Nothing: four bytes of padding.</summary>
    Padding = 0x00,

    /// <summary>Every device of the segment.</summary>
    All = 0x01,

    /// <summary>One device.</summary>
    Select = 0x02,

    /// <summary>The first device of a range.</summary>
    RangeStart = 0x03,

    /// <summary>The last device of the range that the entry before started.</summary>
    RangeEnd = 0x04,

    /// <summary>One device, whose requests reach the IOMMU under another device's id.</summary>
    AliasSelect = 0x42,

    /// <summary>The first device of a range whose requests reach the IOMMU under another device's id.</summary>
    AliasRangeStart = 0x43,

    /// <summary>One device with extended settings.</summary>
    ExtendedSelect = 0x46,

    /// <summary>The first device of a range with extended settings.</summary>
    ExtendedRangeStart = 0x47,

    /// <summary>An I/O APIC or HPET and the id that its messages carry.</summary>
    Special = 0x48,

    /// <summary>A device of the ACPI name space and the id that it uses.</summary>
    AcpiDevice = 0xF0,
}
