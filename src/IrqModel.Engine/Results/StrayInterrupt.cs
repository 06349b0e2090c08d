using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>An interrupt that a restless function sent in the middle of a run and that did not reach its handler.</summary>
/// <param name="Step">Virtual time: the number of scheduling decisions before it.</param>
/// <param name="Function">Name of the function.</param>
/// <param name="Address">Its address.</param>
/// <param name="Vector">The place in its table of messages.</param>
/// <param name="After">The operation after which it was sent.</param>
/// <param name="Location">Where that was called.</param>
/// <param name="Outcome">How the request ended.</param>
/// <param name="Fault">Why it was refused, if it was.</param>
public sealed record StrayInterrupt(
    int Step, string Function, Bdf Address, int Vector, string After, SourceLocation Location, DeliveryOutcome Outcome, FaultReason Fault)
{
    /// <inheritdoc/>
    public override string ToString() =>
        $"{Function} vector {Vector} after '{After}' at {Location}: {(Fault == FaultReason.None ? Outcome.ToString() : $"fault 0x{(byte)Fault:x2}")}";
}
