using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>A remapping hardware unit and the devices under it (DRHD, VT-d spec 8.3).</summary>
/// <param name="Offset">Where the structure starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes, its scopes included.</param>
/// <param name="Flags">The flags byte; bit 0 is INCLUDE_PCI_ALL.</param>
/// <param name="Size">Bits 3:0 of the size byte: the registers span 2^Size pages of 4 KiB. Reserved, so 0, before VT-d 4.0.</param>
/// <param name="Segment">The PCI segment of the unit's devices.</param>
/// <param name="RegisterBase">
/// The physical address of the unit's registers. 0 occurs in the field: see <see cref="DescriptionTable.Problems"/>.
/// </param>
/// <param name="Scopes">The devices that the unit names; next to INCLUDE_PCI_ALL these are its IOAPICs and HPETs.</param>
public sealed record Drhd(
    int Offset, int Length, byte Flags, byte Size, ushort Segment, ulong RegisterBase, ImmutableArray<DmarScope> Scopes)
    : DmarRecord(DmarRecordType.Drhd, Offset, Length)
{
    /// <summary>INCLUDE_PCI_ALL: the unit serves every device of its segment that no other unit names.</summary>
    public bool IncludePciAll => (Flags & 1) != 0;

    /// <summary>The size of the register window in bytes: 4 KiB times 2^<see cref="Size"/>.</summary>
    public long RegisterBytes => 0x1000L << Size;
}
