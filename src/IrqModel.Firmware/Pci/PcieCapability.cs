namespace IrqModel.Firmware;

/// <summary>The PCI Express capability (id 10h).</summary>
/// <param name="Offset">Where it starts in configuration space, or null.</param>
/// <param name="Version">The version of the structure, 1 or 2, or null.</param>
/// <param name="PortType">What the function is.</param>
/// <param name="HasSlot">Whether the port has a slot, or null.</param>
public sealed record PcieCapability(int? Offset, int? Version, PciePortType PortType, bool? HasSlot);
