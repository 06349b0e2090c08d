namespace IrqModel.Firmware;

/// <summary>One remapping structure of a DMAR table (VT-d spec 8.2).</summary>
/// <param name="Type">What the structure is; a value outside the enumeration is an <see cref="UnknownDmarRecord"/>.</param>
/// <param name="Offset">Where it starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes, its scopes included.</param>
public abstract record DmarRecord(DmarRecordType Type, int Offset, int Length);
