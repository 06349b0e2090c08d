namespace IrqModel.Engine;

/// <summary>How one interrupt request ended.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Fault">Why it was refused, for <see cref="DeliveryOutcome.Blocked"/>.</param>
/// <param name="Processor">Where it went, for <see cref="DeliveryOutcome.Delivered"/> and <see cref="DeliveryOutcome.WrongHandler"/>.</param>
/// <param name="Vector">On which vector.</param>
internal readonly record struct InterconnectResult(DeliveryOutcome Outcome, FaultReason Fault, int Processor, byte Vector);
