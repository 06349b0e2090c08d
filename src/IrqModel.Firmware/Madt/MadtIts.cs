namespace IrqModel.Firmware;

/// <summary>A GIC interrupt translation service (ACPI 6.5, 5.2.12.18).</summary>
/// <param name="Offset">Where the structure starts, in bytes from the start of the table.</param>
/// <param name="Id">The service's identifier, by which an IORT table names it.</param>
/// <param name="Address">The physical address of its registers.</param>
public sealed record MadtIts(int Offset, uint Id, ulong Address);
