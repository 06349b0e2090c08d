using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>A memory region that the named devices must keep access to (RMRR, VT-d spec 8.4).</summary>
/// <param name="Offset">Where the structure starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes, its scopes included.</param>
/// <param name="Segment">The PCI segment of the devices.</param>
/// <param name="Base">The physical address of the region's first byte.</param>
/// <param name="Limit">The physical address of the region's last byte.</param>
/// <param name="Scopes">The devices that use the region.</param>
public sealed record Rmrr(
    int Offset, int Length, ushort Segment, ulong Base, ulong Limit, ImmutableArray<DmarScope> Scopes)
    : DmarRecord(DmarRecordType.Rmrr, Offset, Length);
