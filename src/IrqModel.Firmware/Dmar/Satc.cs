using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>The SoC-integrated devices with an address translation cache (SATC, VT-d spec 8.8).</summary>
/// <param name="Offset">Where the structure starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes, its scopes included.</param>
/// <param name="Flags">The flags byte; bit 0 is ATC_REQUIRED.</param>
/// <param name="Segment">The PCI segment of the devices.</param>
/// <param name="Scopes">The devices.</param>
public sealed record Satc(int Offset, int Length, byte Flags, ushort Segment, ImmutableArray<DmarScope> Scopes)
    : DmarRecord(DmarRecordType.Satc, Offset, Length)
{
    /// <summary>ATC_REQUIRED: the devices do not work without their cache.</summary>
    public bool AtcRequired => (Flags & 1) != 0;
}
