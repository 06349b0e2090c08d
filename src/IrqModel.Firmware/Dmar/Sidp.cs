using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>Properties of SoC-integrated devices, in the flags of each scope (SIDP, VT-d spec 8.9).</summary>
/// <param name="Offset">Where the structure starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes, its scopes included.</param>
/// <param name="Segment">The PCI segment of the devices.</param>
/// <param name="Scopes">The devices; <see cref="DmarScope.Flags"/> holds their properties.</param>
public sealed record Sidp(int Offset, int Length, ushort Segment, ImmutableArray<DmarScope> Scopes)
    : DmarRecord(DmarRecordType.Sidp, Offset, Length);
