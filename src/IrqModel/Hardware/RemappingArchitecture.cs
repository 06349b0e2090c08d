namespace IrqModel;

/// <summary>Whose remapping unit it is.</summary>
public enum RemappingArchitecture
{
    /// <summary>Intel VT-d: one table for the unit, indexed by the message, entries verify who uses them.</summary>
    VtD = 0,

    /// <summary>AMD-Vi: one table for each requester id.</summary>
    AmdVi = 1,
}
