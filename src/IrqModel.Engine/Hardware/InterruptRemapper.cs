namespace IrqModel.Engine;

/// <summary>
/// The place where a remapping unit sits: between a function that writes a message and the local APICs. VT-d and AMD-Vi are two of its
/// kinds; an Arm ITS would be a third. It decides from registers, tables and messages alone.
/// </summary>
/// <param name="unit">The unit whose hardware this is.</param>
internal abstract class InterruptRemapper(RemappingUnit unit)
{
    private readonly List<HardwareMisuse> misuses = [];

    public RemappingUnit Unit { get; } = unit;

    /// <summary>Whether the unit remaps at all; otherwise messages go on as they are.</summary>
    public abstract bool RemappingEnabled { get; }

    /// <summary>What the unit has on record about refused requests.</summary>
    public abstract FaultLog Faults { get; }

    /// <summary>Software's register writes whose effect the specification leaves undefined, oldest first.</summary>
    public IReadOnlyList<HardwareMisuse> Misuses => misuses;

    /// <summary>Takes a request and says where it goes. Records the fault if it goes nowhere.</summary>
    public abstract RemapResult Request(MsiMessage message, RequesterId requester);

    protected void Misused(MisuseKind kind, ulong value) => misuses.Add(new(Unit, kind, value));
}
