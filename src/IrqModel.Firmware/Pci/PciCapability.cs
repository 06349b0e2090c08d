namespace IrqModel.Firmware;

/// <summary>An entry of a function's list of capabilities.</summary>
/// <param name="Id">The capability's id, e.g. 05h for MSI in the list at 34h, 0010h for SR-IOV in the extended list.</param>
/// <param name="Offset">Where it starts in configuration space.</param>
/// <param name="IsExtended">Whether it is in the extended list, which starts at 100h.</param>
/// <param name="Version">The version of an extended capability, 0 for others.</param>
public readonly record struct PciCapability(int Id, int Offset, bool IsExtended, int Version);
