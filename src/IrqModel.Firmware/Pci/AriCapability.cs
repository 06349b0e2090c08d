namespace IrqModel.Firmware;

/// <summary>The alternative routing-id interpretation capability (extended id 000Eh).</summary>
/// <param name="Offset">Where it starts in configuration space, or null.</param>
/// <param name="NextFunction">The next function number of the device, 0 after the last, or null.</param>
public sealed record AriCapability(int? Offset, int? NextFunction);
