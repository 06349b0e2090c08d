namespace IrqModel.Engine;

/// <summary>
/// A unit's fault recording registers, used in turn. A fault that finds the next one still pending is lost to the record and sets the
/// overflow bit, and so are those after it until software clears that; the requests themselves are refused all the same.
/// </summary>
/// <param name="unit">The unit.</param>
/// <param name="registers">CAP.NFR + 1: how many registers there are.</param>
/// <param name="collapses">Whether a fault is dropped while another of the same requester is pending.</param>
internal sealed class FaultRecorder(RemappingUnit unit, int registers, bool collapses) : FaultLog
{
    private const uint OverflowBit = 1u << 0;
    private const uint PendingBit = 1u << 1;
    private const uint MaskBit = 1u << 31;
    private const uint InterruptPendingBit = 1u << 30;

    private readonly FaultRecordRegister[] records = new FaultRecordRegister[registers];
    private int next;
    private int pending;
    private int first;

    // Masked after reset.
    private uint eventControl = MaskBit;

    /// <summary>FSTS.PFO: a fault found no free register.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>FSTS.PPF: some register holds a fault that software has not cleared.</summary>
    public bool Pending => pending > 0;

    /// <summary>FSTS.FRI: the register that held the first of the pending faults.</summary>
    public int FirstIndex => first;

    /// <summary>FSTS as far as it is about faults: 0 PFO, 1 PPF, 15:8 FRI.</summary>
    public uint Status => (Overflowed ? OverflowBit : 0) | (Pending ? PendingBit | ((uint)first << 8) : 0);

    /// <summary>FEADDR, FEUADDR and FEDATA: the message by which the unit reports. It does not pass through the unit.</summary>
    public MsiMessage EventMessage { get; set; }

    /// <summary>How many times that message was sent.</summary>
    public int EventsSent { get; private set; }

    /// <summary>FECTL: 31 IM, 30 IP. Clearing IM sends the message that was held back.</summary>
    public uint EventControl
    {
        get => eventControl;
        set
        {
            eventControl = (value & MaskBit) | (eventControl & InterruptPendingBit);
            if (eventControl == InterruptPendingBit) SendEvent();
        }
    }

    public int Count => records.Length;

    public FaultRecordRegister this[int index] => records[index];

    public void Record(RequesterId source, FaultReason reason, int index)
    {
        if (Overflowed || (collapses && IsPending(source))) return;
        if (records[next].IsFault)
        {
            Overflowed = true;
            return;
        }

        records[next] = FaultRecordRegister.Of(source, reason, index);
        if (pending++ == 0)
        {
            first = next;
            if ((eventControl & MaskBit) != 0) eventControl |= InterruptPendingBit;
            else SendEvent();
        }

        next = (next + 1) % records.Length;
    }

    /// <summary>Software writes 1 to F of a register.</summary>
    public void Clear(int index)
    {
        if (!records[index].IsFault) return;
        records[index] = records[index].Cleared;
        if (--pending == 0 && !Overflowed) eventControl &= ~InterruptPendingBit;
    }

    /// <summary>Software writes to FSTS: 1 to PFO clears it.</summary>
    public void ClearStatus(uint value)
    {
        if ((value & OverflowBit) == 0) return;
        Overflowed = false;
        if (pending == 0) eventControl &= ~InterruptPendingBit;
    }

    /// <summary>From the register that FRI names on, then PFO (Linux <c>dmar_fault()</c>).</summary>
    public override void Drain(List<FaultRecord> into)
    {
        for (var index = first; records[index].IsFault; index = (index + 1) % records.Length)
        {
            var record = records[index];
            into.Add(new(unit, record.SourceId, record.Reason, record.Index));
            Clear(index);
        }

        ClearStatus(OverflowBit);
    }

    private bool IsPending(RequesterId source)
    {
        foreach (ref readonly var record in records.AsSpan())
        {
            if (record.IsFault && record.SourceId == source) return true;
        }

        return false;
    }

    private void SendEvent()
    {
        eventControl &= ~InterruptPendingBit;
        EventsSent++;
    }
}
