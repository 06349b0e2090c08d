namespace IrqModel.Engine;

/// <summary>A unit's record of refused requests, in the form of its hardware.</summary>
internal abstract class FaultLog
{
    /// <summary>Software reads what is on record, oldest first, and clears it.</summary>
    public abstract void Drain(List<FaultRecord> into);
}
