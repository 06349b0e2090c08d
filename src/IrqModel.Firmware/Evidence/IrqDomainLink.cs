namespace IrqModel.Firmware;

/// <summary>One domain of an interrupt's chain.</summary>
/// <param name="Domain">The domain's name.</param>
/// <param name="HardwareIrq">The number in it, or null.</param>
/// <param name="Chip">The chip's name, or null.</param>
public sealed record IrqDomainLink(string Domain, ulong? HardwareIrq, string? Chip);
