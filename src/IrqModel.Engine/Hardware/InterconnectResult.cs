namespace IrqModel.Engine;

/// <summary>How one interrupt request ended, and by which way.</summary>
/// <param name="Outcome">How.</param>
/// <param name="Fault">Why it was refused, for <see cref="DeliveryOutcome.Blocked"/>.</param>
/// <param name="Processor">Where it went, for <see cref="DeliveryOutcome.Delivered"/> and <see cref="DeliveryOutcome.WrongHandler"/>.</param>
/// <param name="Vector">On which vector.</param>
internal readonly record struct InterconnectResult(DeliveryOutcome Outcome, FaultReason Fault, int Processor, byte Vector)
{
    /// <summary>Whether a message left the function.</summary>
    public bool IsSent { get; init; }

    /// <summary>The message that left, which need not be the one that software remembers.</summary>
    public MsiMessage Message { get; init; }

    /// <summary>The id that the request carried when it reached the unit.</summary>
    public RequesterId Requester { get; init; }

    /// <summary>The unit that it passed through; null if none covers the sender.</summary>
    public RemappingUnit? Unit { get; init; }

    /// <summary>What the unit made of it.</summary>
    public RemapKind Kind { get; init; }

    /// <summary>The index of the entry that the unit looked at, plus one; 0 if it looked at none.</summary>
    public int EntryNumber { get; init; }

    /// <summary>Whose handler ran, or would have run.</summary>
    public Interrupt? Handler { get; init; }

    /// <summary>The interrupt of the controller that it went out as, if the sender is behind one.</summary>
    public Interrupt? Carrier { get; init; }

    /// <summary>Whether the message named a vector that the controller, behind which the sender is, has not.</summary>
    public bool MissesController { get; init; }
}
