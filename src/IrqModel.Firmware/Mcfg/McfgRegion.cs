namespace IrqModel.Firmware;

/// <summary>The memory through which the configuration spaces of a range of buses are read (PCI Firmware spec 3.3, 4.1.2).</summary>
/// <param name="Offset">Where the structure starts, in bytes from the start of the table.</param>
/// <param name="Base">The physical address of the configuration space of bus 0 of the segment.</param>
/// <param name="Segment">The PCI segment.</param>
/// <param name="FirstBus">The first bus.</param>
/// <param name="LastBus">The last bus.</param>
public sealed record McfgRegion(int Offset, ulong Base, ushort Segment, byte FirstBus, byte LastBus);
