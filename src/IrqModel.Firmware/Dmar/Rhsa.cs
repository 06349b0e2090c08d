namespace IrqModel.Firmware;

/// <summary>The proximity domain of a remapping unit (RHSA, VT-d spec 8.6).</summary>
/// <param name="Offset">Where the structure starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="RegisterBase">The register base address of the unit, as its DRHD gives it.</param>
/// <param name="ProximityDomain">The proximity domain, as the SRAT table counts them.</param>
public sealed record Rhsa(int Offset, int Length, ulong RegisterBase, uint ProximityDomain)
    : DmarRecord(DmarRecordType.Rhsa, Offset, Length);
