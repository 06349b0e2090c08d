namespace IrqModel.Engine;

/// <summary>Carries interrupt requests from their sources through the remapping unit that covers them to the local APICs.</summary>
internal sealed class Interconnect(LocalApics apics, PostedInterrupts posting)
{
    /// <summary>A function writes the message of one of its vectors.</summary>
    public InterconnectResult Send(FunctionHardware sender, Interrupt interrupt)
    {
        if (sender.LacksPower || sender.IsGone || sender.IsSwitchedOff) return new(DeliveryOutcome.Silent, FaultReason.None, -1, 0);
        if (!sender.MsiEnabled) return new(DeliveryOutcome.Disabled, FaultReason.None, -1, 0);
        if (interrupt.Masked && interrupt.Function.CanMaskVectors) return new(DeliveryOutcome.Masked, FaultReason.None, -1, 0);
        var message = sender.MessagesLost ? default : sender.Latched is { } latched ? latched.GetValueOrDefault(interrupt.Index) : interrupt.Message;
        if (!message.HitsInterruptRange) return new(DeliveryOutcome.NotAnInterrupt, FaultReason.None, -1, 0) { IsSent = true, Message = message };
        if (sender.Behind is { TakesOverMessages: true } controller) return SendThrough(controller, interrupt, message);
        var requester = sender.IdOf(interrupt.Index);
        var routed = Route(message, requester, sender.Unit, out var processor);
        var result =
            routed.Kind == RemapKind.Refused ? new(DeliveryOutcome.Blocked, routed.Fault, -1, 0)
            : routed.Kind is RemapKind.PostedWithNotification or RemapKind.PostedQuietly ? TakePosted(interrupt, processor)
            : Arrive(interrupt, processor, routed.Vector);
        return result with
        {
            IsSent = true,
            Message = message,
            Requester = requester,
            Unit = sender.Unit?.Unit,
            Kind = routed.Kind,
            EntryNumber = LooksAtEntry(routed) ? routed.Index + 1 : 0,
        };
    }

    private InterconnectResult Arrive(Interrupt interrupt, int processor, byte vector)
    {
        var handler = processor < 0 ? null : apics[processor, vector];
        var outcome =
            handler is null ? DeliveryOutcome.NoHandler
            : !ReferenceEquals(handler, interrupt) ? DeliveryOutcome.WrongHandler
            : !interrupt.Requested ? DeliveryOutcome.NoHandler
            : interrupt.PostedTo is null ? DeliveryOutcome.Delivered
            : DeliveryOutcome.HostHandler;
        return new(outcome, FaultReason.None, processor, vector) { Handler = handler };
    }

    private InterconnectResult TakePosted(Interrupt interrupt, int notified)
    {
        var (vcpu, processor, vector) = posting.Take();
        if (vcpu is null) return Arrive(interrupt, processor, vector);
        var isMeant = ReferenceEquals(vcpu, interrupt.PostedTo) && vector == interrupt.GuestVector;
        return new(isMeant ? DeliveryOutcome.Delivered : DeliveryOutcome.WrongHandler, FaultReason.None, notified, vector);
    }

    // The message's destination is the number of a vector; software's list has the handlers to call when it arrives.
    private InterconnectResult SendThrough(FunctionHardware controller, Interrupt interrupt, in MsiMessage message)
    {
        if (message.Destination >= controller.Interrupts.Length)
            return new(DeliveryOutcome.NoHandler, FaultReason.None, -1, 0) { IsSent = true, Message = message, MissesController = true };
        var carrier = controller.Interrupts[message.Destination];
        var sent = Send(controller, carrier) with { Carrier = carrier };
        if (sent.Outcome != DeliveryOutcome.Delivered || ReferenceEquals(interrupt.Carrier, carrier)) return sent;
        return sent with { Outcome = DeliveryOutcome.WrongHandler };
    }

    // A request that is refused for its format names no entry, although the record of the fault has the number 0.
    private static bool LooksAtEntry(in RemapResult result) =>
        result.Index >= 0 && result.Fault is not (FaultReason.CompatibilityBlocked or FaultReason.ReservedFieldInRequest or FaultReason.AmdInvalidRequest
            or FaultReason.AmdDeviceTableAccessFailed or FaultReason.AmdIllegalDeviceTableEntry or FaultReason.AmdInterruptsAborted
                or FaultReason.AmdTypeNotPassed);

    /// <summary>A source of any kind writes a message: what its unit makes of it, and which processor gets it.</summary>
    /// <param name="message">The message.</param>
    /// <param name="requester">The id that the request carries.</param>
    /// <param name="unit">The unit that covers the source; null if none does.</param>
    /// <param name="processor">The processor; -1 if none gets anything.</param>
    public RemapResult Route(in MsiMessage message, RequesterId requester, InterruptRemapper? unit, out int processor)
    {
        var result = unit is null ? RemapResult.Pass(message) : unit.Request(message, requester);
        processor = result.Kind is RemapKind.Refused or RemapKind.PostedQuietly or RemapKind.Guest
            ? -1
            : apics.Resolve(result.Destination, result.LogicalDestination, result.ExtendedDestination);
        return result;
    }
}
