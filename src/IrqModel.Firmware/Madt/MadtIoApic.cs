namespace IrqModel.Firmware;

/// <summary>An I/O APIC (ACPI 6.5, 5.2.12.3).</summary>
/// <param name="Offset">Where the structure starts, in bytes from the start of the table.</param>
/// <param name="Id">The I/O APIC's id, by which DMAR and IVRS tables name it.</param>
/// <param name="Address">The physical address of its registers.</param>
/// <param name="FirstGsi">The number of its first input among all of the machine's.</param>
public sealed record MadtIoApic(int Offset, byte Id, uint Address, uint FirstGsi);
