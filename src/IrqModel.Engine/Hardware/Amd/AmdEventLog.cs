namespace IrqModel.Engine;

/// <summary>
/// The event log: a ring that holds one entry less than its capacity. When it is full, logging stops with EventOverflow until software
/// restarts it (Linux <c>amd_iommu_restart_event_logging()</c>).
/// </summary>
/// <param name="unit">The unit.</param>
/// <param name="capacity">Capacity in entries, a power of two; Linux uses 512.</param>
internal sealed class AmdEventLog(RemappingUnit unit, int capacity) : FaultLog
{
    private readonly AmdEvent[] ring = new AmdEvent[capacity];

    // What the ring does not say, for the model's own reports.
    private readonly FaultRecord[] causes = new FaultRecord[capacity];
    private int head;
    private int tail;

    /// <summary>EventLogEn of the control register.</summary>
    public bool Enabled { get; private set; }

    /// <summary>EventOverflow of the status register.</summary>
    public bool Overflowed { get; private set; }

    public int Count => (tail - head) & (capacity - 1);

    /// <summary>An event that software has not read, oldest first.</summary>
    public AmdEvent this[int index] => ring[(head + index) & (capacity - 1)];

    public void Record(FaultReason reason, RequesterId device, int index, ulong address)
    {
        if (!Enabled || Overflowed) return;
        if (Count == capacity - 1)
        {
            Overflowed = true;
            return;
        }

        ring[tail] = AmdEvent.Of(reason, device, address);
        causes[tail] = new(unit, device, reason, index);
        tail = (tail + 1) & (capacity - 1);
    }

    /// <summary>Switching on starts an empty log and clears the overflow.</summary>
    public void Enable(bool value)
    {
        if (value && !Enabled)
        {
            head = tail = 0;
            Overflowed = false;
        }

        Enabled = value;
    }

    public override void Drain(List<FaultRecord> into)
    {
        for (; head != tail; head = (head + 1) & (capacity - 1)) into.Add(causes[head]);
        if (!Overflowed) return;
        Enable(false);
        Enable(true);
    }
}
