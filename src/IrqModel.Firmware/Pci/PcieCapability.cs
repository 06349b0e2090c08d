namespace IrqModel.Firmware;

/// <summary>The PCI Express capability (id 10h).</summary>
/// <param name="Offset">Where it starts in configuration space; 0 where the source does not say.</param>
/// <param name="Version">The version of the structure, 1 or 2; 0 where the source does not say.</param>
/// <param name="PortType">What the function is.</param>
/// <param name="HasSlot">Whether the port has a slot.</param>
public sealed record PcieCapability(int Offset, int Version, PciePortType PortType, bool HasSlot);
