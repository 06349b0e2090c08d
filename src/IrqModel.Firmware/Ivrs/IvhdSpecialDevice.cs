namespace IrqModel.Firmware;

/// <summary>A device that sends interrupt messages and is no PCI function (AMD I/O Virtualization spec, special device entry).</summary>
/// <param name="Variety">1 for an I/O APIC, 2 for an HPET; other values are reserved.</param>
/// <param name="Handle">The I/O APIC's id in the MADT, or the HPET's number.</param>
/// <param name="Device">The requester id that the device's messages carry.</param>
public sealed record IvhdSpecialDevice(byte Variety, byte Handle, RequesterId Device);
