namespace IrqModel.Engine;

/// <summary>Something that software did to a unit's registers and whose effect the specification leaves undefined.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Kind">What it was.</param>
/// <param name="Value">The value written, or the index concerned.</param>
/// <remarks>The model says with each <see cref="MisuseKind"/> what the hardware does then.</remarks>
public readonly record struct HardwareMisuse(RemappingUnit Unit, MisuseKind Kind, ulong Value)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Unit}: {Kind} (0x{Value:x})";
}
