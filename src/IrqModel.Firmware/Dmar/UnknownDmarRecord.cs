using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>A remapping structure of a type that this reader does not know. Software skips such structures (VT-d spec 8.2).</summary>
/// <param name="Type">The type as the table gives it.</param>
/// <param name="Offset">Where it starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Body">The bytes after the four of type and length.</param>
public sealed record UnknownDmarRecord(DmarRecordType Type, int Offset, int Length, ImmutableArray<byte> Body)
    : DmarRecord(Type, Offset, Length);
