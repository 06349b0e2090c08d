namespace IrqModel.Tool.Explaining;

/// <summary>Something seen of a function's interrupts, against the prediction.</summary>
/// <param name="What">What is seen, and where.</param>
/// <param name="Agreement">How it fits.</param>
/// <param name="ShowsLoss">Whether it shows by itself that a message was lost.</param>
/// <param name="ShowsArrival">Whether it shows by itself that interrupts of the function arrived.</param>
public sealed record Observation(string What, Agreement Agreement, bool ShowsLoss = false, bool ShowsArrival = false)
{
    /// <summary>
    /// The same without the place where it is seen: what is seen of one function in this way is seen of another in the same. Null where
    /// each observation is by itself.
    /// </summary>
    public string? Kind { get; init; }

    /// <summary>Whether a unit is seen to refuse a message of it: that shows where the message was lost.</summary>
    public bool ShowsRefusal { get; init; }

    /// <summary>
    /// Whether it shows that the function's messages are in compatibility format: through a chip, a domain or an address that knows
    /// nothing of remapping.
    /// </summary>
    public bool ShowsCompatibility { get; init; }

    /// <summary>
    /// Who handles the interrupts of which none has come, e.g. "nvme0q0, nvme0q1": a lost one looks like that, and so does a device that had nothing to
    /// say. Null where it shows no such thing.
    /// </summary>
    public string? Silent { get; init; }

    /// <summary>
    /// The queues of which no interrupt has come beside others that count, e.g. "2 of 4 queues: eth0-TxRx-1, eth0-TxRx-2". Null where there are none.
    /// </summary>
    public string? Idle { get; init; }
}
