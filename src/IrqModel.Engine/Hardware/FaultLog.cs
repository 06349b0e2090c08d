namespace IrqModel.Engine;

/// <summary>A unit's record of refused requests, in whatever form its hardware keeps it.</summary>
internal abstract class FaultLog
{
    /// <summary>Software reads what is on record, oldest first, and clears it.</summary>
    public abstract void Drain(List<FaultRecord> into);
}
