namespace IrqModel.Firmware;

/// <summary>Gives an ACPI device that is not a PCI function a number that scopes can refer to (ANDD, VT-d spec 8.7).</summary>
/// <param name="Offset">Where the structure starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="DeviceNumber">The number: the enumeration id of a scope of type <see cref="DmarScopeType.AcpiNamespaceDevice"/>.</param>
/// <param name="ObjectName">The device's path in the ACPI name space, e.g. "\_SB.PCI0.I2C0".</param>
public sealed record Andd(int Offset, int Length, byte DeviceNumber, string ObjectName)
    : DmarRecord(DmarRecordType.Andd, Offset, Length);
