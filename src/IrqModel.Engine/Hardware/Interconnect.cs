namespace IrqModel.Engine;

/// <summary>Carries interrupt requests from functions through the remapping unit that covers them to the local APICs.</summary>
internal sealed class Interconnect(LocalApics apics)
{
    /// <summary>A function writes the message of one of its vectors.</summary>
    public InterconnectResult Send(FunctionHardware sender, Interrupt interrupt)
    {
        if (interrupt.Masked) return new(DeliveryOutcome.Masked, FaultReason.None, -1, 0);
        var message = interrupt.Message;
        var result = sender.Unit is { } unit
            ? unit.Request(message, sender.EmittedId)
            : new RemapResult(FaultReason.None, message.Destination, message.LogicalDestination, message.Vector, -1);
        if (result.Fault != FaultReason.None) return new(DeliveryOutcome.Blocked, result.Fault, -1, 0);
        var processor = apics.Resolve(result.Destination, result.LogicalDestination);
        var handler = processor < 0 ? null : apics[processor, result.Vector];
        var outcome =
            handler is null ? DeliveryOutcome.NoHandler
            : ReferenceEquals(handler, interrupt) ? DeliveryOutcome.Delivered
            : DeliveryOutcome.WrongHandler;
        return new(outcome, FaultReason.None, processor, result.Vector);
    }
}
