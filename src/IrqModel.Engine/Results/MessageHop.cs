namespace IrqModel.Engine;

/// <summary>What happened to an interrupt message at one hop of its path.</summary>
/// <param name="Kind">What the station is.</param>
/// <param name="Name">What it is called: the function, the bridge, the unit, the entry's index, the processor, the interrupt whose handler runs.</param>
/// <param name="Text">What happened there, in a few words.</param>
public sealed record MessageHop(MessageHopKind Kind, string Name, string Text)
{
    /// <summary>Whether the message went no further, although it had not reached its handler.</summary>
    public bool IsLost { get; init; }

    /// <summary>The requester id that the request carries from here on; <see langword="null"/> where none is set.</summary>
    public RequesterId? Requester { get; init; }

    /// <summary>The message that leaves the station; <see langword="null"/> where none does.</summary>
    public MsiMessage? Message { get; init; }

    /// <summary>The index of the entry, for <see cref="MessageHopKind.Entry"/>.</summary>
    public int? EntryIndex { get; init; }

    /// <summary>The processor, for <see cref="MessageHopKind.Vector"/>.</summary>
    public int? Processor { get; init; }

    /// <summary>The vector, for <see cref="MessageHopKind.Vector"/>.</summary>
    public byte? Vector { get; init; }

    /// <summary>Why a remapping unit refused it here; <see cref="FaultReason.None"/> if it did not.</summary>
    public FaultReason Fault { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Name}: {Text}";
}
