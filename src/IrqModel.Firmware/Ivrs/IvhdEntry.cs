namespace IrqModel.Firmware;

/// <summary>An entry of an IVHD block: devices that the IOMMU covers.</summary>
/// <param name="Offset">Where the entry starts, in bytes from the start of the table.</param>
/// <param name="Type">What the entry names; a value outside the enumeration is kept as the table gives it.</param>
/// <param name="Device">
/// The device, or the first or last device of a range. 00:00.0 for <see cref="IvhdEntryType.All"/> and
/// <see cref="IvhdEntryType.Special"/>.
/// </param>
/// <param name="Settings">Which system messages the device may send (INITPass, EIntPass, NMIPass, SysMgt, LINT0Pass, LINT1Pass).</param>
public sealed record IvhdEntry(int Offset, IvhdEntryType Type, RequesterId Device, byte Settings)
{
    /// <summary>The id under which the device's requests reach the IOMMU, for the two alias types.</summary>
    public RequesterId? Alias { get; init; }

    /// <summary>The I/O APIC or HPET, for <see cref="IvhdEntryType.Special"/>.</summary>
    public IvhdSpecialDevice? Special { get; init; }

    /// <summary>The hardware id of a device of the ACPI name space, e.g. "AMDI0020".</summary>
    public string? HardwareId { get; init; }

    /// <summary>The unique id of a device of the ACPI name space: a number or a path such as "\_SB.FUR0".</summary>
    public string? UniqueId { get; init; }
}
