namespace IrqModel.Firmware;

/// <summary>The bus numbers of a bridge (PCI header type 1, offsets 18h to 1Ah).</summary>
/// <param name="Primary">The bus that the bridge itself is on.</param>
/// <param name="Secondary">The bus right behind the bridge; 0 in a bridge that nobody configured.</param>
/// <param name="Subordinate">The highest bus behind the bridge.</param>
public readonly record struct BridgeBuses(byte Primary, byte Secondary, byte Subordinate);
