namespace IrqModel.Firmware;

/// <summary>The MSI-X capability (id 11h). What the source does not say is null.</summary>
/// <param name="Offset">Where it starts in configuration space, or null.</param>
/// <param name="TableSize">How many entries the table has, 1 to 2048.</param>
/// <param name="Enabled">Whether the function sends messages, or null.</param>
/// <param name="FunctionMasked">Whether all vectors are masked, or null.</param>
/// <param name="TableBar">The index of the base address register that the table is behind, 0 to 5.</param>
/// <param name="TableOffset">The table's offset in bytes behind that register.</param>
/// <param name="PendingBar">The index of the base address register that the pending bits are behind, 0 to 5.</param>
/// <param name="PendingOffset">The pending bits' offset in bytes behind that register.</param>
public sealed record MsixCapability(
    int? Offset,
    int? TableSize,
    bool? Enabled,
    bool? FunctionMasked,
    int? TableBar,
    uint? TableOffset,
    int? PendingBar,
    uint? PendingOffset);
