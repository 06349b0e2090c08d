namespace IrqModel.Firmware;

/// <summary>One block of an IVRS table (AMD I/O Virtualization spec 5.2.2).</summary>
/// <param name="Type">What the block is: 10h, 11h or 40h an IVHD, 20h to 22h an IVMD.</param>
/// <param name="Offset">Where it starts, in bytes from the start of the table.</param>
/// <param name="Length">Its length in bytes, its entries included.</param>
public abstract record IvrsBlock(byte Type, int Offset, int Length);
