namespace IrqModel;

/// <summary>The level that allocates entries in a remapping unit's table (Linux <c>INTEL-IR-n</c>).</summary>
public sealed class RemappingDomain : IrqDomain
{
    /// <summary>The domain of a unit.</summary>
    public RemappingDomain(RemappingUnit unit, IrqDomain parent)
        : base($"INTEL-IR-{unit.Index}", parent) => Unit = unit;

    /// <summary>The unit.</summary>
    public RemappingUnit Unit { get; }
}
