namespace IrqModel.Engine;

/// <summary>
/// A unit's fault recording registers. A request that faults while the next register is still pending is lost to the record and sets the
/// overflow bit; the request itself is refused all the same.
/// </summary>
/// <param name="registers">CAP.NFR + 1: how many registers there are.</param>
internal sealed class FaultRecorder(int registers)
{
    private readonly FaultRecord[] pending = new FaultRecord[registers];
    private int next;
    private int count;

    /// <summary>FSTS.PFO: a fault found no free register.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>FSTS.PPF: some register holds a fault that software has not cleared.</summary>
    public bool Pending => count > 0;

    public void Record(in FaultRecord fault)
    {
        if (Overflowed) return;
        if (count == pending.Length)
        {
            Overflowed = true;
            return;
        }

        pending[next] = fault;
        next = (next + 1) % pending.Length;
        count++;
    }

    /// <summary>Software reads the registers, oldest first, clears them, and clears the overflow bit.</summary>
    public void Drain(List<FaultRecord> into)
    {
        for (var read = (next - count + pending.Length) % pending.Length; count > 0; count--)
        {
            into.Add(pending[read]);
            read = (read + 1) % pending.Length;
        }

        Overflowed = false;
    }
}
