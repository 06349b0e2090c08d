using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>The root ports that support address translation services (ATSR, VT-d spec 8.5).</summary>
/// <param name="Offset">Where the structure starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes, its scopes included.</param>
/// <param name="Flags">The flags byte; bit 0 is ALL_PORTS.</param>
/// <param name="Segment">The PCI segment of the ports.</param>
/// <param name="Scopes">The root ports, empty with ALL_PORTS.</param>
public sealed record Atsr(int Offset, int Length, byte Flags, ushort Segment, ImmutableArray<DmarScope> Scopes)
    : DmarRecord(DmarRecordType.Atsr, Offset, Length)
{
    /// <summary>ALL_PORTS: every root port of the segment supports address translation services.</summary>
    public bool AllPorts => (Flags & 1) != 0;
}
