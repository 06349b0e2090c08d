namespace IrqModel.Firmware;

/// <summary>
/// A defect in the meaning of an ACPI table whose structure is sound. Machines in the field have such tables, so they are read; what is
/// wrong with them is said here.
/// </summary>
/// <param name="Severity">What the defect costs.</param>
/// <param name="Offset">Where it is, in bytes from the start of the table.</param>
/// <param name="Found">What the table holds there.</param>
/// <param name="Expected">What it should hold.</param>
public sealed record AcpiProblem(AcpiSeverity Severity, int Offset, string Found, string Expected)
{
    /// <summary>The problem as one line, e.g. "offset 0x38: DRHD register base 0x0; expected ...".</summary>
    public override string ToString() => $"offset 0x{Offset:X}: {Found}; expected {Expected}";
}
