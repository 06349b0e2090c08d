namespace IrqModel.Firmware;

/// <summary>A memory region that devices need (IVMD, AMD I/O Virtualization spec 5.2.2.2).</summary>
/// <param name="Type">20h for all devices, 21h for one, 22h for a range.</param>
/// <param name="Offset">Where the block starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Flags">The flags byte: unity mapping, readable, writable, exclusion range.</param>
/// <param name="Device">The device, or the first of the range.</param>
/// <param name="LastDevice">The last device of the range; meaningless for other types.</param>
/// <param name="Segment">The PCI segment; 0 in tables that are older than the field.</param>
/// <param name="Base">The physical address of the region's first byte.</param>
/// <param name="Size">The region's size in bytes.</param>
public sealed record IvmdBlock(
    byte Type, int Offset, int Length, byte Flags, RequesterId Device, RequesterId LastDevice, ushort Segment, ulong Base, ulong Size)
    : IvrsBlock(Type, Offset, Length);
