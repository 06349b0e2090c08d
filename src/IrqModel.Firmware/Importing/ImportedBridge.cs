namespace IrqModel.Firmware;

/// <summary>What makes an imported function a bridge.</summary>
/// <param name="Kind">What sort of bridge.</param>
/// <param name="Secondary">The bus right behind it.</param>
/// <param name="Subordinate">The highest bus that is routed through it; null if that follows from the bridges below.</param>
public sealed record ImportedBridge(BridgeKind Kind, byte Secondary, byte? Subordinate);
