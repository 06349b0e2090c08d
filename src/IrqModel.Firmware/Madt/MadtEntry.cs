using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>One structure of a MADT table (ACPI 6.5, 5.2.12).</summary>
/// <param name="Type">The type as the table gives it; 01h is an I/O APIC, 0Fh a GIC ITS.</param>
/// <param name="Offset">Where it starts, in bytes from the start of the table.</param>
/// <param name="Body">The bytes after the two of type and length.</param>
public sealed record MadtEntry(byte Type, int Offset, ImmutableArray<byte> Body);
