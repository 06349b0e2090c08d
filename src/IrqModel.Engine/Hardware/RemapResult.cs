namespace IrqModel.Engine;

/// <summary>What a remapping unit made of an interrupt request.</summary>
/// <param name="Fault">Why it was refused, or <see cref="FaultReason.None"/>.</param>
/// <param name="Destination">APIC id or logical destination, if it was not.</param>
/// <param name="LogicalDestination">Whether the destination is logical.</param>
/// <param name="Vector">The vector, if it was not refused.</param>
/// <param name="Index">The table index used or asked for; -1 if the request names none.</param>
internal readonly record struct RemapResult(FaultReason Fault, uint Destination, bool LogicalDestination, byte Vector, int Index);
